"""A refund: one movement back to one payment. A request fans out into one per deposit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from panel_refunds.ledger.payout import Split
from panel_refunds.refunds.request import RequestState

RefundState = Literal["held", "approved", "sending", "sent", "paid", "failed", "stopped"]

HOLDING: frozenset[RefundState] = frozenset({"held", "approved", "sending", "sent"})
AT_GATEWAY: frozenset[RefundState] = frozenset({"sending", "sent"})
"""States in which the gateway has the refund, or may have it: it can no longer be stopped."""


@dataclass(frozen=True, slots=True)
class Refund:
    """One movement back to one payment, in units.

    ``processor_fee`` is None while it is not known; ``touches_own_lot`` says that the deposit's own money is in it,
    not only what orders gave back. ``reference`` is the gateway's or operator's, ``why`` the code of a failure.
    ``task`` is a sentence when an operator has to act; ``queued_at`` since when it waits for the gateway's float.
    """

    refund_id: str
    request_id: str
    wallet_id: str
    deposit_id: str
    gross: int
    processor_fee: int | None
    own_fee: int
    bonus_deducted: int
    touches_own_lot: bool
    state: RefundState
    task: str | None = None
    why: str | None = None
    reference: str | None = None
    sent_at: datetime | None = None
    paid_at: datetime | None = None
    queued_at: datetime | None = None

    @property
    def split(self) -> Split:
        """The figures of the refund; ValueError while the fee is not known."""
        if self.processor_fee is None:
            raise ValueError(f"{self.refund_id}: the fee is not known")
        return Split(self.gross, self.processor_fee, self.own_fee, self.bonus_deducted)

    @property
    def net(self) -> int | None:
        """What reaches the customer, None while the fee is not known."""
        return None if self.processor_fee is None else self.split.net


def request_state(refunds: Sequence[Refund], otherwise: RequestState) -> RequestState:
    """The state of a request from those of its refunds, once it was approved.

    ``sending`` while any is, then ``approved`` while any waits, then ``sent`` while any is, then ``paid`` when at least
    one was paid, ``failed`` when all failed, ``declined`` when all were stopped. ``otherwise`` while any is still
    undecided.
    """
    states = [refund.state for refund in refunds]
    if "held" in states:
        return otherwise
    order: tuple[tuple[RefundState, RequestState], ...] = (
        ("sending", "sending"),
        ("approved", "approved"),
        ("sent", "sent"),
        ("paid", "paid"),
        ("failed", "failed"),
        ("stopped", "declined"),
    )
    for mine, whole in order:
        if mine in states:
            return whole
    return otherwise
