"""The fraud check ``new_account``: an account of a few days that already brought in, or asks for, a lot of money.

Stolen cards are used at once, and the money is asked back before the card's owner sees the statement. An account grows
out of this check by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds.hookspecs import hookimpl
from panel_refunds.money import format_units, parse_units
from panel_refunds.ports import Factory, FraudCheck, FraudContext, Setting, Surroundings, Verdict


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Answers ``answer`` when an account younger than ``days`` has deposits of ``deposits`` units or more together."""

    answer: Literal["review", "deny"]
    days: int
    deposits: int

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:  # noqa: ARG002 - it is quick
        """Allow old accounts and small money; abstain when nobody knows how old the account is."""
        if context.first_seen_at is None:
            return Verdict("abstain")
        age = context.at - context.first_seen_at
        if age >= timedelta(days=self.days):
            return Verdict("allow")
        sums: Counter[str] = Counter()
        for _, money in context.deposits:
            sums[money.currency] += money.units
        reasons = [
            f"The account is {_words(age)} old and has deposits of {format_units(units)} {currency}; from "
            f"{format_units(self.deposits)} on somebody looks until it is {self.days} days old."
            for currency, units in sorted(sums.items())
            if units >= self.deposits
        ]
        return Verdict(self.answer, tuple(reasons)) if reasons else Verdict("allow")


def _words(age: timedelta) -> str:
    hours = max(age // timedelta(hours=1), 0)
    count, unit = (hours // 24, "day") if hours >= 24 else (hours, "hour")  # noqa: PLR2004 - hours of a day
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def build(settings: Mapping[str, Any], around: Surroundings) -> NewAccount:  # noqa: ARG001 - it needs nothing around it
    """The check of one tenant."""
    return NewAccount(settings["answer"], settings["days"], parse_units(settings["deposits"]))


@hookimpl
def fraud_checks() -> Sequence[Factory[FraudCheck]]:
    """The fraud check ``new_account``."""
    settings = {
        "answer": Setting(
            default="review", choices=("review", "deny"), help="What follows when a new account has large deposits."
        ),
        "days": Setting("integer", default=7, minimum=1, help="Until it is so many days old an account is new."),
        "deposits": Setting(
            "decimal",
            default="200.00",
            minimum=0,
            help="From so much on its deposits together are large; in each currency by itself.",
        ),
    }
    return [Factory("new_account", build, MappingProxyType(settings), title="A new account with large deposits")]
