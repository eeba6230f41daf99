"""Where a lot says its money came from, against the entry that opened it.

The origin decides where money goes back and until when it may be asked for, so it is worth as much as the amount. What
was paid in remembers its deposit, what an order gave back the deposit of one of the order's slices, what a failed
refund brought back the deposit of the refund.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import datetime

from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.ledger.audit.tally import Opening
from panel_refunds.ledger.lot import Lot

Money = tuple[str | None, datetime | None]
"""A deposit, and how old its money is."""


def check_opening(
    wallet_id: str,
    lot: Lot,
    opening: Opening,
    *,
    slices: Mapping[str, Container[Money]],
    refunds: Mapping[str, str],
) -> Iterator[Fault]:
    """One lot; ``slices`` is the money that paid for each order that gave some back, ``refunds`` each one's deposit."""
    if not _agree(lot, opening, slices, refunds):
        text = f"It says {lot.kind} of {lot.deposit_id}, and was opened by {opening.kind} of {opening.about}."
        yield fault("lot_origin_differs", text, wallet_id, lot.lot_id, lot.deposit_id, opening.about)


def _agree(lot: Lot, opening: Opening, slices: Mapping[str, Container[Money]], refunds: Mapping[str, str]) -> bool:
    if opening.kind in ("refund_failed", "refund_reversed"):
        return lot.asked_at is not None and lot.is_cash and refunds.get(opening.about) == lot.deposit_id
    if lot.asked_at is not None:
        return False
    if opening.kind == "deposit_credited":
        return (lot.kind, lot.deposit_id, lot.credited_at) == ("deposit", opening.about, opening.at)
    if opening.kind == "order_refunded":
        told = (lot.kind, lot.order_id, lot.returned_at) == ("order_refund", opening.about, opening.at)
        return told and (lot.deposit_id, lot.credited_at) in slices.get(opening.about, ())
    granted = (lot.kind, lot.lot_id, lot.credited_at) == ("bonus", opening.about, opening.at)
    return opening.kind == "bonus_granted" and granted
