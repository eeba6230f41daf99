"""The fraud check ``refund_loop``: deposited, spent, given back by the order, withdrawn; and the same again.

One round is how a failed order ends well. Several rounds are somebody who buys what is bound to fail, to make money
look as if it came from the panel, or to keep what was delivered before the order was given back.

A round is found in the order of time, so that whatever else happens in between does not hide it: more deposits, orders,
returns or withdrawals can only make more rounds, never fewer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, FraudCheck, FraudContext, Setting, Surroundings, Verdict

_ROUND = 4
_DEPOSITED, _SPENT, _GIVEN_BACK, _WITHDRAWN = range(_ROUND)


@dataclass(frozen=True, slots=True)
class RefundLoop:
    """Answers ``answer`` from ``rounds`` rounds within ``days`` on; this request counts as a withdrawal."""

    answer: Literal["review", "deny"]
    days: int
    rounds: int

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:  # noqa: ARG002 - it is quick
        """Allow fewer rounds, else the tenant's answer with their number."""
        found = self._count(context)
        if found < self.rounds:
            return Verdict("allow")
        reason = (
            f"{found} times within {self.days} days money was deposited, spent, given back by an order and "
            f"withdrawn or asked for; from {self.rounds} times on somebody looks."
        )
        return Verdict(self.answer, (reason,))

    def _count(self, context: FraudContext) -> int:
        """The most rounds that can be found one after the other in what happened."""
        steps = (context.deposits, context.orders, context.returned, context.refunds)
        happened = [(moment, step) for step, moved in enumerate(steps) for moment, _ in moved]
        happened += [(context.at, _WITHDRAWN)]
        recent = sorted(each for each in happened if context.at - each[0] <= timedelta(days=self.days))
        done = 0
        for _, step in recent:
            done += step == done % _ROUND
        return done // _ROUND


def build(settings: Mapping[str, Any], around: Surroundings) -> RefundLoop:  # noqa: ARG001 - it needs nothing around it
    """The check of one tenant."""
    return RefundLoop(settings["answer"], settings["days"], settings["rounds"])


@hookimpl
def fraud_checks() -> Sequence[Factory[FraudCheck]]:
    """The fraud check ``refund_loop``."""
    settings = {
        "answer": Setting(default="review", choices=("review", "deny"), help="What follows from so many rounds on."),
        "days": Setting("integer", default=90, minimum=1, help="How many days back are looked at."),
        "rounds": Setting("integer", default=3, minimum=2, help="From so many rounds on, the present one included."),
    }
    return [
        Factory(
            "refund_loop",
            build,
            MappingProxyType(settings),
            contract="1.1",
            title="Spent, given back, withdrawn, again",
        )
    ]
