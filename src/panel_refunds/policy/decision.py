"""A decision: all findings of one request together, with the amounts and the policy versions.

It is stored when it is made and never recomputed in place; a later look makes another decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from panel_refunds.policy.finding import Finding


@dataclass(frozen=True, slots=True)
class LotPart:
    """``amount`` units of one lot that shall go back."""

    lot_id: str
    amount: int


@dataclass(frozen=True, slots=True)
class PlannedRefund:
    """What goes back to one deposit's payment, in units; ``processor_fee`` is None while it is not known."""

    deposit_id: str
    version: str
    parts: tuple[LotPart, ...]
    gross: int
    processor_fee: int | None
    own_fee: int
    bonus_deducted: int
    touches_own_lot: bool

    @property
    def net(self) -> int | None:
        """What would reach the customer."""
        if self.processor_fee is None:
            return None
        return self.gross - self.processor_fee - self.own_fee - self.bonus_deducted


@dataclass(frozen=True, slots=True)
class Decision:
    """What the policy says of one request at one moment.

    ``holds`` says whether the planned amounts are set aside: they are for what is recommended, offered or waiting,
    not for what is asked or declined. ``for_a_person`` says that no rule may approve it alone. ``in_dry_run`` is what
    rules on trial would have said: nothing here was made from it.
    """

    decision_id: str
    at: datetime
    recommend: Literal["approve", "decline", "offer", "ask", "wait"]
    asked: int | None
    refunds: tuple[PlannedRefund, ...]
    findings: tuple[Finding, ...]
    policy: str
    for_a_person: bool = False
    in_dry_run: tuple[Finding, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the planned money is set aside."""
        return self.recommend in ("approve", "offer", "wait")

    @property
    def gross(self) -> int:
        """What leaves the balance."""
        return sum(refund.gross for refund in self.refunds)

    @property
    def net(self) -> int | None:
        """What reaches the customer, None while a fee is not known."""
        nets = [refund.net for refund in self.refunds]
        return None if None in nets else sum(net for net in nets if net is not None)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The codes of all findings that are not a plain yes, each once, in their order."""
        return tuple(dict.fromkeys(finding.code for finding in self.findings if finding.is_reason))
