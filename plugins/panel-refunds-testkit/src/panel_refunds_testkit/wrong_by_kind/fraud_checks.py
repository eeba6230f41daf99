"""Fraud checks that let through what they should not, or that break."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from panel_refunds.ports import FraudContext, Verdict
from panel_refunds.ports.asking import NoAnswerError
from panel_refunds_testkit.tinypanel.fraud_check import TinyCheck

_PATIENT = timedelta(seconds=3)


class SilenceIsYes(TinyCheck):
    """It lets everything through while the service is down."""

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:
        """No news is good news."""
        try:
            return super().evaluate(context, deadline)
        except NoAnswerError:
            return Verdict("allow")


class TakesItsTime(TinyCheck):
    """It waits as long as it likes."""

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:
        """Three seconds more."""
        return super().evaluate(context, deadline + _PATIENT)


class WantsAnAmount(TinyCheck):
    """It breaks where no amount was asked for."""

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:
        """An amount is always there, surely."""
        if context.asked.units > 10**18:  # type: ignore[union-attr]  # the mistake
            return Verdict("deny", ("That is more than there is.",))
        return super().evaluate(context, deadline)


class NamesTheLastOne(TinyCheck):
    """It remembers whom it was asked about, and tells the next one's reviewer."""

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:
        """As the last time."""
        last = self.__dict__.get("last", "nobody")
        self.__dict__["last"] = context.customer
        said = super().evaluate(context, deadline)
        return Verdict("review", (*said.reasons, f"The last one was {last}."))


class SpeaksInCodes(TinyCheck):
    """Its reasons are codes that nobody at the finance desk knows."""

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:
        """E17."""
        super().evaluate(context, deadline)
        return Verdict("review", ("E17",))


FAILS: Mapping[type, str] = MappingProxyType(
    {
        SilenceIsYes: "test_silence_is_never_a_yes",
        TakesItsTime: "test_the_deadline_is_kept",
        WantsAnAmount: "test_it_has_a_verdict_about_everybody",
        NamesTheLastOne: "test_one_customer_is_not_named_to_another",
        SpeaksInCodes: "test_reasons_are_sentences",
    }
)
