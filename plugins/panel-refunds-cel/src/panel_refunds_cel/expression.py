"""An expression, read once when the tenant is loaded, and evaluated for each decision.

Reading goes from the cheap to the dear: what may not be there is refused, CEL checks every type, and then the
expression is tried on a wallet made up for it, which brings out what types cannot say, such as a time zone that does
not exist. Evaluating is bounded: CEL stops after ten thousand steps of loops, and a wallet with more deposits than
``MOST_DEPOSITS`` is not looped over at all. Whatever goes wrong then is raised, and the host sends the request to a
person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from panel_refunds.errors import Refused
from panel_refunds.money import Money
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds_cel import environments
from panel_refunds_cel.amounts import OTHER_CURRENCY, with_units
from panel_refunds_cel.limits import refuse_unwanted
from panel_refunds_cel.records import name_of
from panel_refunds_cel.tokens import parse_tokens
from panel_refunds_cel.trial import trial_values
from panel_refunds_cel.vocabulary import Look, values_of
from panel_refunds_cel.wording import in_our_words, no_answer

Result = Literal["bool", "money"]

MOST_DEPOSITS = 500


class NoAnswerError(Exception):
    """An expression gave no answer about these facts; the text says why, in CEL's words."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that was checked. ``used`` are the words in it."""

    source: str
    used: frozenset[str]
    _program: Any = field(repr=False)

    def evaluate(self, snapshot: Snapshot, asked: Money | None) -> Any:
        """What it says of these facts: a truth value, or units; ``NoAnswerError`` when it says nothing."""
        if "deposits" in self.used and len(snapshot.deposits) > MOST_DEPOSITS:
            text = f"the customer has {len(snapshot.deposits)} deposits; at most {MOST_DEPOSITS} are looked through"
            raise NoAnswerError(text)
        return self.answer(values_of(Look(snapshot, asked, self.used)))

    def answer(self, values: Mapping[str, object]) -> Any:
        """What it says of facts that are read already."""
        try:
            answer = self._program.eval(data={name: values[name] for name in values if name in self.used})
        except RuntimeError as error:
            raise NoAnswerError(_reason(str(error))) from None
        plain = answer.value()
        if type(plain) not in (bool, int):
            raise NoAnswerError(_reason(str(plain)))
        return plain


def _reason(said: str) -> str:
    """CEL's message without its status words."""
    return said.partition(": ")[2].split(" [", maxsplit=1)[0] or said


def parse_expression(source: str, result: Result, *, key: str, only_where: Expression | None = None) -> Expression:
    """Read an expression that gives a truth value or an amount; ``Refused`` names ``key`` and says what to write.

    It will be asked ``only_where`` another one holds, and need not answer elsewhere.
    """
    try:
        tokens = parse_tokens(source)
        refuse_unwanted(source, tokens)
        runs = with_units(source, tokens)
        _check(source, result)
        used = frozenset(token.text for token in parse_tokens(runs) if token.kind == "word")
        expression = Expression(source, used, environments.running().compile(runs))
        _try(expression, only_where)
    except Refused as refused:
        raise Refused(refused.code, f"{refused.text}.", field=key) from None
    return expression


def _check(source: str, result: Result) -> None:
    known = (*environments.FUNCTIONS, *environments.MACROS, *environments.OF_TIME)
    try:
        checked = environments.checking().compile(source)
    except RuntimeError as error:
        raise Refused("field_invalid", in_our_words(source, str(error), known)) from None
    named = checked.return_type().name()
    if result == "bool" and named != "BOOL":
        raise Refused("field_invalid", "it must be a condition, something that is true or false")
    if result == "money" and named != name_of("money"):
        raise Refused("field_invalid", 'it must be an amount, like money("20.00") or cash / 2')


def _try(expression: Expression, only_where: Expression | None) -> None:
    """Try it on made-up facts: first with all there can be, then without what is not always there."""
    for bare in (False, True):
        values = trial_values(bare=bare)
        try:
            if only_where is None or only_where.answer(values):
                expression.answer(values)
        except NoAnswerError as error:
            if OTHER_CURRENCY in str(error):
                continue  # an amount that names a currency answers in wallets of that currency only
            raise Refused("field_invalid", no_answer(str(error), bare=bare)) from None
