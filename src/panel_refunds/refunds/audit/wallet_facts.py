"""Everything of one wallet that is about money going back, as the audit looks at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ledger.hold import Hold
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.dispute import Dispute
from panel_refunds.refunds.refund import Refund
from panel_refunds.refunds.request import RequestState

RecordT = TypeVar("RecordT")


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


@dataclass(frozen=True)
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

    @cached_property
    def refunds_of_deposit(self) -> Mapping[str, Sequence[Refund]]:
        """The refunds to each deposit."""
        return sorted_by(self.refunds.values(), lambda refund: refund.deposit_id)

    @cached_property
    def refunds_of_request(self) -> Mapping[str, Sequence[Refund]]:
        """The refunds of each request."""
        return sorted_by(self.refunds.values(), lambda refund: refund.request_id)

    @cached_property
    def attempts_of(self) -> Mapping[str, Sequence[Attempt]]:
        """The attempts of each refund, oldest first."""
        return sorted_by(self.attempts, lambda attempt: attempt.refund_id)

    @cached_property
    def disputes_of(self) -> Mapping[str, Sequence[Dispute]]:
        """The disputes of each deposit, oldest first."""
        return sorted_by(self.disputes, lambda dispute: dispute.deposit_id)

    @cached_property
    def holds_of(self) -> Mapping[str, Sequence[Hold]]:
        """The holds for each refund and dispute."""
        return sorted_by(self.holds, lambda hold: hold.holder)


def sorted_by(records: Iterable[RecordT], key: Callable[[RecordT], str]) -> Mapping[str, list[RecordT]]:
    """Records in groups; a key that no record has stands for an empty group."""
    groups: dict[str, list[RecordT]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return groups
