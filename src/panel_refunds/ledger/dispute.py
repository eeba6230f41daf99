"""A disputed payment: what is left of the deposit is set aside, released when won, gone when lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from panel_refunds.ledger.account import CASH, DISPUTE_LOSSES, HELD, clearing
from panel_refunds.ledger.journal import Posting
from panel_refunds.ledger.reserve import release, set_aside
from panel_refunds.ledger.wallet import Wallet


def freeze_deposit(wallet: Wallet, *, dispute_id: str, deposit_id: str, at: datetime) -> None:
    """Set aside all that is free of the deposit, in whichever lot it is."""
    parts = [(lot, lot.left) for lot in wallet.lots_of(deposit_id)]
    set_aside(wallet, holder=dispute_id, purpose="dispute", parts=parts, at=at)


def unfreeze_deposit(wallet: Wallet, *, dispute_id: str, at: datetime) -> None:
    """The dispute was won: what was set aside is free again."""
    release(wallet, wallet.holds_for(dispute_id), about=dispute_id, at=at)


def lose_deposit(wallet: Wallet, *, dispute_id: str, gateway: str, amount: int, at: datetime) -> None:
    """The dispute was lost: ``amount`` left the gateway; what is set aside pays for it, the house the rest.

    Where only a part of the payment was contested, what is set aside beyond it is free again.
    """
    legs: list[Posting] = []
    rest = amount
    for hold in wallet.holds_for(dispute_id):
        taken = min(hold.amount, rest)
        rest -= taken
        legs += [Posting(HELD, -hold.amount, hold.lot_id), Posting(CASH, hold.amount - taken, hold.lot_id)]
        wallet.change_hold(replace(hold, amount=taken, state="settled") if taken else replace(hold, state="released"))
    wallet.post(
        "dispute_lost", dispute_id, at, [*legs, Posting(clearing(gateway), amount), Posting(DISPUTE_LOSSES, -rest)]
    )
