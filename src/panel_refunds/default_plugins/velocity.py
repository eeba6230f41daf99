"""The fraud check ``velocity``: more asking, more money back, or more money turned around than a customer needs.

A deposit is *turned around* when the first thing that follows it is a request to have money back, and not an order.
Once is a change of mind; again and again it is somebody who moves money through the panel, and lets it pay the fees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds.hookspecs import hookimpl
from panel_refunds.money import format_units, parse_units
from panel_refunds.ports import Factory, FraudCheck, FraudContext, Setting, Surroundings, Verdict


@dataclass(frozen=True, slots=True)
class Velocity:
    """Answers ``answer`` above any of its three limits; ``refunded`` is in units, for each currency by itself."""

    answer: Literal["review", "deny"]
    days: int
    requests: int
    refunded: int
    turned_around: int

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:  # noqa: ARG002 - it is quick
        """Allow up to the limits, else the tenant's answer with one reason for each that was passed."""
        reasons = [*self._asked_often(context), *self._much_refunded(context), *self._turned_around(context)]
        return Verdict(self.answer, tuple(reasons)) if reasons else Verdict("allow")

    def _recent(self, context: FraudContext, moment: datetime) -> bool:
        return context.at - moment <= timedelta(days=self.days)

    def _asked_often(self, context: FraudContext) -> Iterable[str]:
        asked = sum(self._recent(context, moment) for moment in context.requests)
        if asked > self.requests:
            yield f"{asked} requests within {self.days} days, and {self.requests} pass without a look."

    def _much_refunded(self, context: FraudContext) -> Iterable[str]:
        """What was paid back in the window, and what is asked for now."""
        sums: Counter[str] = Counter()
        for moment, money in context.refunds:
            if self._recent(context, moment):
                sums[money.currency] += money.units
        if context.asked is not None:
            sums[context.asked.currency] += context.asked.units
        for currency, units in sorted(sums.items()):
            if units > self.refunded:
                yield (
                    f"With this request {format_units(units)} {currency} would go back within {self.days} days, "
                    f"and {format_units(self.refunded)} pass without a look."
                )

    def _turned_around(self, context: FraudContext) -> Iterable[str]:
        orders = [moment for moment, _ in context.orders]
        turned = sum(
            _follows_first(moment, context.requests, orders)
            for moment, _ in context.deposits
            if self._recent(context, moment)
        )
        if turned > self.turned_around:
            yield (
                f"{turned} deposits within {self.days} days were asked back before anything was ordered, "
                f"and {self.turned_around} pass without a look."
            )


def _follows_first(moment: datetime, requests: Sequence[datetime], orders: Sequence[datetime]) -> bool:
    """Whether a request came after ``moment``, and no order before it."""
    asked = min((each for each in requests if each >= moment), default=None)
    return asked is not None and not any(moment <= each <= asked for each in orders)


def build(settings: Mapping[str, Any], around: Surroundings) -> Velocity:  # noqa: ARG001 - it needs nothing around it
    """The check of one tenant."""
    return Velocity(
        settings["answer"],
        settings["days"],
        settings["requests"],
        parse_units(settings["refunded"]),
        settings["turned_around"],
    )


@hookimpl
def fraud_checks() -> Sequence[Factory[FraudCheck]]:
    """The fraud check ``velocity``."""
    settings = {
        "answer": Setting(default="review", choices=("review", "deny"), help="What follows above a limit."),
        "days": Setting("integer", default=30, minimum=1, help="How many days back are counted."),
        "requests": Setting(
            "integer", default=5, minimum=1, help="So many requests in that time, this one included, pass."
        ),
        "refunded": Setting(
            "decimal",
            default="1000.00",
            minimum=0,
            help="So much paid back in that time, with what is asked for now, passes; in each currency by itself.",
        ),
        "turned_around": Setting(
            "integer", default=2, minimum=0, help="So many deposits asked back before any order pass."
        ),
    }
    return [Factory("velocity", build, MappingProxyType(settings), title="Many requests, much money, no orders")]
