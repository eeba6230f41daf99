"""Everything of one wallet that is about money going back, as the audit looks at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ledger.hold import Hold
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.dispute import Dispute
from panel_refunds.refunds.refund import Refund
from panel_refunds.refunds.request import RequestState


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What the audit wants to know of a request."""

    request_id: str
    wallet_id: str
    customer_id: str
    currency: str
    state: RequestState
    decision_id: str


@dataclass(frozen=True, slots=True)
class KeptFigures:
    """What a wallet keeps of its own books: balances in units, the number of entries and the hash of the last."""

    cash: int
    bonus: int
    held: int
    entries: int
    head_hash: str


@dataclass(frozen=True, slots=True)
class WalletFacts:
    """The rows of one wallet, in the order of their ids. ``decisions`` maps a decision to its request."""

    wallet_id: str
    customer_id: str
    currency: str
    deposits: Mapping[str, Deposit] = field(default_factory=dict)
    requests: Mapping[str, RequestFacts] = field(default_factory=dict)
    refunds: Mapping[str, Refund] = field(default_factory=dict)
    attempts: Sequence[Attempt] = ()
    disputes: Sequence[Dispute] = ()
    holds: Sequence[Hold] = ()
    decisions: Mapping[str, str] = field(default_factory=dict)

    def refunds_of(self, deposit_id: str) -> list[Refund]:
        """The refunds to one deposit."""
        return [refund for refund in self.refunds.values() if refund.deposit_id == deposit_id]

    def attempts_of(self, refund_id: str) -> list[Attempt]:
        """The attempts of one refund, oldest first."""
        return [attempt for attempt in self.attempts if attempt.refund_id == refund_id]
