"""A disputed payment: what is left of the deposit is set aside, released when won, gone when lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from panel_refunds.ledger.account import DISPUTE_LOSSES, HELD, clearing
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
    """The dispute was lost: ``amount`` left the gateway; what is set aside pays for it, the house the rest."""
    holds = wallet.holds_for(dispute_id)
    taken = sum(hold.amount for hold in holds)
    wallet.post(
        "dispute_lost",
        dispute_id,
        at,
        [
            *(Posting(HELD, -hold.amount, hold.lot_id) for hold in holds),
            Posting(clearing(gateway), amount),
            Posting(DISPUTE_LOSSES, taken - amount),
        ],
    )
    for hold in holds:
        wallet.change_hold(replace(hold, state="settled"))
