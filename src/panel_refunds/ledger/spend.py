"""An order is charged to lots: bonus first, oldest first, and the order remembers which lot paid how much."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from panel_refunds.errors import Refused
from panel_refunds.ledger.account import SALES
from panel_refunds.ledger.journal import Posting
from panel_refunds.ledger.lot import Lot, Slice
from panel_refunds.ledger.wallet import Wallet, free_account
from panel_refunds.money import format_units


def charge_order(wallet: Wallet, *, order_id: str, amount: int, first: Sequence[str], at: datetime) -> list[Slice]:
    """Charge ``amount`` units to the free lots, the sorts in the order of ``first``, oldest inside each.

    Refused with ``insufficient_funds`` when the free money is less; then nothing has changed.
    """
    free = wallet.cash + wallet.bonus
    if free < amount:
        raise Refused(
            "insufficient_funds",
            f"The order costs {format_units(amount)} and {format_units(free)} is free.",
            field="amount",
            free=format_units(free),
        )
    slices: list[Slice] = []
    legs: list[Posting] = []
    rest = amount
    for lot in sorted(wallet.lots.values(), key=lambda lot: _spending_order(lot, first)):
        part = min(lot.left, rest)
        if part:
            slices.append(_slice(order_id, len(slices), lot, part))
            legs.append(Posting(free_account(lot), -part, lot.lot_id))
            rest -= part
    wallet.post("order_charged", order_id, at, [*legs, Posting(SALES, amount)])
    return slices


def _spending_order(lot: Lot, first: Sequence[str]) -> tuple[object, ...]:
    return (first.index("cash" if lot.is_cash else "bonus"), *lot.age)


def _slice(order_id: str, seq: int, lot: Lot, part: int) -> Slice:
    return Slice(order_id, seq, lot.lot_id, lot.kind, part, deposit_id=lot.deposit_id, credited_at=lot.credited_at)
