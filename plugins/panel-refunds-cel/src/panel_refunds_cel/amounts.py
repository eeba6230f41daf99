"""``money("20.00")``: amounts in an expression, read when the tenant is loaded.

An amount is a text between quotes that is read as all amounts of the product are: exactly, to eight digits, or not at
all. What is evaluated later is a whole number of units, so nothing is parsed while a customer waits, and nothing can
turn out to be unreadable then. ``money("20.00 EUR")`` names the currency: in another wallet it gives no answer, and a
person decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from panel_refunds.errors import Refused
from panel_refunds.money import exponent_of, parse_units
from panel_refunds_cel.tokens import Token, place_of

IN_CURRENCY = "amount_in"
"""The function that stands in the running expression for an amount with a currency."""

OTHER_CURRENCY = "is no amount of this wallet"
"""What is said where an amount of one currency is asked about in a wallet of another."""

_NAMED = re.compile(r"(?P<figure>\S+)(?: (?P<currency>[A-Z0-9]{3,8}))?")


def with_units(source: str, tokens: Sequence[Token]) -> str:
    """``source`` with every ``money("…")`` replaced by its units; ``Refused`` for one that cannot be read."""
    pieces: list[str] = []
    done = 0
    for number, token in enumerate(tokens):
        if token.text != "money" or (number and tokens[number - 1].text == "."):
            continue
        opened, text, closed = (*tokens[number + 1 : number + 4], *[None] * 3)[:3]
        if opened is None or opened.text != "(":
            continue  # a word of that name: the checker knows none
        if text is None or text.kind != "text" or closed is None or closed.text != ")":
            where = place_of(source, token.start)
            raise Refused("field_invalid", f'money takes an amount in quotes, like money("20.00"); {where}')
        pieces += [source[done : token.start], _units_of(text, source)]
        done = closed.end
    return "".join([*pieces, source[done:]])


def _units_of(text: Token, source: str) -> str:
    written = text.text.strip("\"'")
    named = _NAMED.fullmatch(written)
    try:
        if named is None:
            raise Refused("amount_invalid", f"{written!r} is no amount.")  # noqa: TRY301 - told with its place below
        units = parse_units(named["figure"])
        if named["currency"] is None:
            return f"({units})"
        exponent_of(named["currency"])
    except Refused as refused:
        where = place_of(source, text.start)
        hint = 'write it like money("20.00") or money("20.00 EUR")'
        raise Refused("field_invalid", f"{refused.text.rstrip('.')}: {hint}; {where}") from None
    return f'{IN_CURRENCY}(currency, "{named["currency"]}", {units})'
