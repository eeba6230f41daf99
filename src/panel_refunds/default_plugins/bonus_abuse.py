"""The fraud check ``bonus_abuse``: one card or wallet, several accounts, and each of them took a bonus.

A bonus is for a customer, and whoever opens a second account takes it a second time. Sharing a payment account alone is
nothing yet (``shared_account`` looks at that); here the bonuses of all who share it are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds.hookspecs import hookimpl
from panel_refunds.money import format_units, parse_units
from panel_refunds.ports import Factory, FraudCheck, FraudContext, Setting, Surroundings, Verdict

_NAMED = 5


@dataclass(frozen=True, slots=True)
class BonusAbuse:
    """Answers ``answer`` from ``accounts`` accounts with a bonus on one payment account on.

    Only where their bonuses are more than ``above`` units together, in one of the currencies.
    """

    answer: Literal["review", "deny"]
    accounts: int
    above: int

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:  # noqa: ARG002 - it is quick
        """Allow below the limit, else the tenant's answer with the accounts and what they took together."""
        sums: Counter[str] = Counter()
        takers = {context.customer} if context.bonuses else set[str]()
        for _, money in context.bonuses:
            sums[money.currency] += money.units
        for other in context.others:
            if other.bonuses > 0 and other.customer != context.customer:
                takers.add(other.customer)
                for money in other.granted:
                    sums[money.currency] += money.units
        if len(takers) < self.accounts or not any(units > self.above for units in sums.values()):
            return Verdict("allow")
        names = sorted(takers)
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        taken = ", ".join(f"{format_units(units)} {currency}" for currency, units in sorted(sums.items()))
        reason = (
            f"{len(names)} customers who paid from one account took bonuses, {taken} together: "
            f"{', '.join(names[:_NAMED])}{more}."
        )
        return Verdict(self.answer, (reason,))


def build(settings: Mapping[str, Any], around: Surroundings) -> BonusAbuse:  # noqa: ARG001 - it needs nothing around it
    """The check of one tenant."""
    return BonusAbuse(settings["answer"], settings["accounts"], parse_units(settings["above"]))


@hookimpl
def fraud_checks() -> Sequence[Factory[FraudCheck]]:
    """The fraud check ``bonus_abuse``."""
    settings = {
        "answer": Setting(
            default="review", choices=("review", "deny"), help="What follows when several accounts took bonuses."
        ),
        "accounts": Setting(
            "integer", default=2, minimum=2, help="From so many accounts with a bonus on one payment account."
        ),
        "above": Setting(
            "decimal",
            default="0",
            minimum=0,
            help="Only where their bonuses together are more than this; in each currency by itself.",
        ),
    }
    return [
        Factory(
            "bonus_abuse", build, MappingProxyType(settings), contract="1.1", title="Bonuses taken by several accounts"
        )
    ]
