"""Orders against their slices and their entries: no order gives back more than it cost, and every cent is entered."""

from __future__ import annotations

from collections.abc import Iterator

from panel_refunds.ledger.account import SALES
from panel_refunds.money import format_units
from panel_refunds.store.audit_facts import OrderFigures, WalletFacts
from panel_refunds.store.audit_wallet import Fault, Moved, Movements

_NOTHING = Moved()


def check_orders(facts: WalletFacts, moved: Movements) -> Iterator[Fault]:
    """Every order of one wallet."""
    wallet = facts.kept.wallet_id
    lots = {lot.lot_id for lot in facts.lots}
    for order in facts.orders:
        ids = (wallet, order.order_id)
        yield from _check_figures(order, ids)
        charged = moved.get(("order_charged", order.order_id), _NOTHING)
        if charged.times != 1 or charged.sums[SALES] != order.charge:
            figure = format_units(charged.sums[SALES])
            text = f"{order.order_id} cost {format_units(order.charge)}; {charged.times} entries charge {figure}."
            yield Fault("order_entry_wrong", text, ids)
        returned = -moved.get(("order_refunded", order.order_id), _NOTHING).sums[SALES]
        if returned != order.refunded:
            text = f"{order.order_id} gave back {format_units(order.refunded)}, entered are {format_units(returned)}."
            yield Fault("order_refund_wrong", text, ids)
        for piece in order.slices:
            if piece.lot_id not in lots:
                text = f"{order.order_id} was paid by {piece.lot_id}, which is no lot of this wallet."
                yield Fault("slice_lot_missing", text, (*ids, piece.lot_id))
    known = {order.order_id for order in facts.orders}
    for kind, about in moved:
        if kind in ("order_charged", "order_refunded") and about not in known:
            yield Fault(
                "entry_without_order", f"An entry {kind} is about {about}, which is no order here.", (wallet, about)
            )


def _check_figures(order: OrderFigures, ids: tuple[str, str]) -> Iterator[Fault]:
    charged = sum(piece.amount for piece in order.slices)
    returned = sum(piece.returned for piece in order.slices)
    if charged != order.charge:
        text = f"{order.order_id} cost {format_units(order.charge)}, its slices add up to {format_units(charged)}."
        yield Fault("slices_differ", text, ids)
    if returned != order.refunded:
        figures = f"{format_units(order.refunded)}, its slices {format_units(returned)}"
        yield Fault("returned_differs", f"{order.order_id} gave back {figures}.", ids)
    if order.refunded > order.charge or any(piece.returned > piece.amount for piece in order.slices):
        yield Fault("order_overpaid", f"{order.order_id} gave back more than it cost.", ids)
