"""Orders against the journal: charged once, to the lots their slices name, and no more came back than was booked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from panel_refunds.ledger.account import BONUS, CASH, SALES
from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.ledger.journal import Entry
from panel_refunds.ledger.lot import Lot, Slice
from panel_refunds.money import format_units
from panel_refunds.orders.order import Order


def check_charged(
    entry: Entry, order: Order | None, slices: Sequence[Slice], owner: tuple[str, str]
) -> Iterator[Fault]:
    """An ``order_charged`` entry against its order and the order's slices in the order they were spent.

    ``owner`` are the customer and the currency of the entry's wallet.
    """
    ids = (entry.wallet_id, entry.about, entry.entry_id)
    if order is None:
        text = f"Entry {entry.number} charges the order {entry.about!r}, which does not exist."
        yield fault("entry_about_nothing", text, *ids)
        return
    if (order.wallet_id, order.customer_id, order.currency) != (entry.wallet_id, *owner):
        text = f"It is {order.customer_id}'s in {order.currency}; {owner[0]}'s wallet in {owner[1]} was charged."
        yield fault("order_misplaced", text, *ids, order.wallet_id)
    sold = sum(leg.amount for leg in entry.postings if leg.account == SALES)
    if sold != order.charge:
        text = f"Its charge is {format_units(order.charge)}, {format_units(sold)} were booked."
        yield fault("order_charge_differs", text, *ids)
    paid = [(leg.account, leg.lot_id, -leg.amount) for leg in entry.postings if leg.account in (CASH, BONUS)]
    told = [(BONUS if piece.kind == "bonus" else CASH, piece.lot_id, piece.amount) for piece in slices]
    if paid != told:
        text = f"Its {len(told)} slices are not the lots and amounts that were charged."
        yield fault("order_slices_differ", text, *ids)


def check_order(order: Order, slices: Sequence[Slice]) -> Iterator[Fault]:
    """An order against its own slices: their sums, and nothing beyond them."""
    ids = (order.wallet_id, order.order_id)
    charged, returned = sum(piece.amount for piece in slices), sum(piece.returned for piece in slices)
    if charged != order.charge:
        text = f"Its charge is {format_units(order.charge)}, its slices are {format_units(charged)}."
        yield fault("order_slices_differ", text, *ids)
    if returned != order.refunded:
        text = f"It gave back {format_units(order.refunded)}, its slices {format_units(returned)}."
        yield fault("order_returned_differs", text, *ids)
    bounds = [(order.refunded, order.charge), *((piece.returned, piece.amount) for piece in slices)]
    if any(not 0 <= back <= whole for back, whole in bounds):
        yield fault("order_returned_differs", "More came back than was charged, or less than nothing.", *ids)


def check_returned(wallet_id: str, order_id: str, refunded: int, booked: int) -> Iterator[Fault]:
    """What an order says it gave back against what the journal says."""
    if refunded != booked:
        text = f"It gave back {format_units(refunded)}, {format_units(booked)} were booked."
        yield fault("order_returned_differs", text, wallet_id, order_id)


def check_slice_origin(wallet_id: str, piece: Slice, lot: Lot) -> Iterator[Fault]:
    """A slice remembers where its lot's money came from; that is where it will come back to."""
    if (piece.kind, piece.deposit_id, piece.credited_at) != (lot.kind, lot.deposit_id, lot.credited_at):
        text = f"Slice {piece.seq} says {piece.kind} of {piece.deposit_id}, its lot {lot.kind} of {lot.deposit_id}."
        yield fault("order_slices_differ", text, wallet_id, piece.order_id, lot.lot_id)
