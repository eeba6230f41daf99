"""A disputed payment: what is left of the deposit is set aside, released when won, gone when lost.

What the bank took beyond that is the house's loss, until money of the same deposit comes back and covers it; what comes
back beyond the loss is the customer's. How much is covered stands in the holds that were settled for the dispute.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from panel_refunds.ledger.account import CASH, DISPUTE_LOSSES, HELD, clearing
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.journal import Posting
from panel_refunds.ledger.reserve import release, set_aside
from panel_refunds.ledger.wallet import Wallet


@dataclass(frozen=True, slots=True)
class Loss:
    """A dispute that was lost, and the units that left the gateway with it."""

    dispute_id: str
    amount: int


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


def uncovered(wallet: Wallet, loss: Loss) -> int:
    """What a lost dispute still costs the house, in units; the holds settled for it must be in the wallet."""
    mine = (hold for hold in wallet.holds.values() if hold.holder == loss.dispute_id and hold.state == "settled")
    return loss.amount - sum(hold.amount for hold in mine)


def cover_losses(wallet: Wallet, losses: Sequence[Loss], *, deposit_id: str, at: datetime) -> None:
    """Free money of the deposit covers what its lost disputes still cost the house, and no more than that.

    The holds settled for the disputes must be in the wallet.
    """
    for loss in losses:
        rest = uncovered(wallet, loss)
        legs: list[Posting] = []
        for lot in wallet.lots_of(deposit_id):
            part = min(lot.left, rest)
            if part:
                rest -= part
                hold = Hold(wallet.new_id("hold"), lot.lot_id, loss.dispute_id, "dispute", part, "settled")
                wallet.add_hold(hold)
                legs += [Posting(CASH, -part, lot.lot_id), Posting(DISPUTE_LOSSES, part)]
        wallet.post("loss_covered", loss.dispute_id, at, legs)
