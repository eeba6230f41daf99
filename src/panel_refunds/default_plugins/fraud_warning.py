"""The fraud check ``fraud_warning``: the bank that paid, its owner, or the gateway thinks that a payment was fraud.

An early warning comes days before a dispute, and a refund then often spares one; but money that goes back to a thief's
other card, or for a bonus that was cashed in meanwhile, is lost twice. So by default a person looks. A dispute says
the same louder, and it stays with the customer: who contested one payment is looked at before another goes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, FraudCheck, FraudContext, Setting, Surroundings, Verdict

_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "inquiry": "The bank inquires about {}.",
        "open": "{} is disputed.",
        "lost": "{} was disputed and lost.",
        "won": "{} was disputed and won.",
    }
)


@dataclass(frozen=True, slots=True)
class FraudWarningCheck:
    """Answers ``answer`` when a payment in question was warned about or stands at one of ``risk_levels``.

    The same when any payment of the customer has a dispute in one of the states ``disputes``.
    """

    answer: Literal["review", "deny"]
    risk_levels: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:  # noqa: ARG002 - it is quick
        """Allow when nobody warns, else the tenant's answer with one reason for each payment."""
        reasons = [
            f"The bank that paid {signs.deposit} warned of fraud on {min(signs.warned_at):%Y-%m-%d}."
            for signs in context.payments
            if signs.warned_at
        ]
        reasons += [
            f"{signs.gateway} puts {signs.deposit} at the risk level {level}."
            for signs in context.payments
            if (level := signs.risk.get("risk_level")) in self.risk_levels
        ]
        reasons += [_SENTENCES[state].format(deposit) for deposit, state in self._contested(context)]
        return Verdict(self.answer, tuple(reasons)) if reasons else Verdict("allow")

    def _contested(self, context: FraudContext) -> Iterable[tuple[str, str]]:
        """Each payment with a dispute that counts, once for each state."""
        known = [(signs.deposit, str(signs.dispute)) for signs in context.payments]
        known += [(dispute.deposit, str(dispute.state)) for dispute in context.disputes]
        return dict.fromkeys(each for each in known if each[1] in self.disputes)


def build(settings: Mapping[str, Any], around: Surroundings) -> FraudWarningCheck:  # noqa: ARG001 - it needs nothing around it
    """The check of one tenant."""
    return FraudWarningCheck(settings["answer"], tuple(settings["risk_levels"]), tuple(settings["disputes"]))


@hookimpl
def fraud_checks() -> Sequence[Factory[FraudCheck]]:
    """The fraud check ``fraud_warning``."""
    settings = {
        "answer": Setting(
            default="review", choices=("review", "deny"), help="What follows when a payment was warned about."
        ),
        "risk_levels": Setting(
            "texts", default=(), help="The gateway's words for a risk that counts as a warning, like highest."
        ),
        "disputes": Setting(
            "texts",
            default=("inquiry", "open", "lost"),
            choices=tuple(_SENTENCES),
            help="The states in which a dispute about any payment of the customer counts as a warning.",
        ),
    }
    return [
        Factory(
            "fraud_warning",
            build,
            MappingProxyType(settings),
            contract="1.1",
            title="Early fraud warnings, disputes, risk",
        )
    ]
