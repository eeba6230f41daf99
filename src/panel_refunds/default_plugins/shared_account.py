"""The fraud check ``shared_account``: other customers paid from the same card or wallet.

One payment account behind several customers is how a bonus is taken more than once. It also happens in families, so
by default a person looks; a tenant may have it denied at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, FraudCheck, FraudContext, Setting, Surroundings, Verdict

_NAMED = 5


@dataclass(frozen=True, slots=True)
class SharedAccount:
    """Answers ``answer`` when the context names other customers on the same payment account."""

    answer: Literal["review", "deny"]

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:  # noqa: ARG002 - it is quick
        """Allow when nobody shares the account, else the tenant's answer with the other customers as the reason."""
        others = sorted(set(context.shared_accounts) - {context.customer})
        if not others:
            return Verdict("allow")
        named = ", ".join(others[:_NAMED]) + (f" and {len(others) - _NAMED} more" if len(others) > _NAMED else "")
        return Verdict(self.answer, (f"Paid from an account that other customers use too: {named}.",))


def build(settings: Mapping[str, Any], around: Surroundings) -> SharedAccount:  # noqa: ARG001 - it needs nothing around it
    """The check of one tenant."""
    return SharedAccount(settings["answer"])


@hookimpl
def fraud_checks() -> Sequence[Factory[FraudCheck]]:
    """The fraud check ``shared_account``."""
    answer = Setting(
        default="review",
        choices=("review", "deny"),
        help="What follows when another customer paid from the same account.",
    )
    return [
        Factory(
            "shared_account",
            build,
            MappingProxyType({"answer": answer}),
            title="Several customers on one payment account",
        )
    ]
