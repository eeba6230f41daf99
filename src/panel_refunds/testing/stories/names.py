"""The names of a story: which deposit, order, bonus or request a word means, and whether there is one at all.

A name that nobody gave before is nearly always a slip of the pen, so it is a mistake of the file. An event that is
meant to be refused may speak of what does not exist, and what it would have made may not exist either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from panel_refunds.tenants.faults import nearest
from panel_refunds.tenants.page import Written

_ASKED_ABOUT = frozenset({"deposit", "order", "order_refunds"})
_WORDS = {"request/deposit": "request or request/deposit", "order_refunds": '"order_refunds"'}


class Names:
    """The names given so far, by noun; ``gateways`` are those of the tenant."""

    def __init__(self, gateways: Iterable[str]) -> None:
        self._given: dict[str, dict[str, bool]] = {
            "gateway": dict.fromkeys(gateways, True),
            "order_refunds": {"order_refunds": True},
        }

    def give(self, noun: str, written: Written, *, certain: bool) -> None:
        """Somebody gets a name; a fault when another has it. Not ``certain``: the event is to be refused."""
        name = str(written.value)
        for other in _ASKED_ABOUT if noun in _ASKED_ABOUT else {noun}:
            if self._given.get(other, {}).get(name):
                raise written.wrong(f'"{name}" is taken: there is such a {other} already.', "Choose another id.")
        self._given.setdefault(noun, {})[name] = certain

    def check(self, nouns: Sequence[str], name: str, written: Written) -> None:
        """A fault when ``name`` means none of ``nouns``."""
        if not any(self._means(noun, name) for noun in nouns):
            what = " or ".join(_WORDS.get(noun, noun) for noun in nouns if noun not in _WORDS) or nouns[0]
            where = "in this tenant's file" if nouns == ("gateway",) else "in the story so far"
            known = [each for noun in nouns for each in self._given.get(noun, {})]
            there = f"There are {', '.join(known)}." if known else "There is none yet."
            raise written.wrong(f'there is no {what} "{name}" {where}.', there, nearest=nearest(name, known))

    def _means(self, noun: str, name: str) -> bool:
        if noun == "request/deposit":
            request, slash, deposit = name.partition("/")
            return bool(slash) and self._means("request", request) and self._means("deposit", deposit)
        return name in self._given.get(noun, {})
