"""Bonuses: given by the panel, spent first, never paid out, void when their deposit goes back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from panel_refunds.ledger.account import BONUS, BONUS_HELD, PROMOTIONS
from panel_refunds.ledger.journal import Posting
from panel_refunds.ledger.lot import Lot
from panel_refunds.ledger.wallet import Wallet


def grant_bonus(wallet: Wallet, *, amount: int, tied_to: str | None, at: datetime) -> Lot:
    """Give ``amount`` units; ``tied_to`` is the deposit the bonus came with. The lot's id is the bonus's id."""
    lot = Lot(wallet.new_id("bonus"), "bonus", at, amount, deposit_id=tied_to)
    wallet.add_lot(lot)
    wallet.post("bonus_granted", lot.lot_id, at, [Posting(PROMOTIONS, -amount), Posting(BONUS, amount, lot.lot_id)])
    return wallet.lots[lot.lot_id]


def void_bonuses(wallet: Wallet, lots: Iterable[Lot], *, about: str, at: datetime) -> int:
    """Take back all that is left of ``lots``, out of use or not, for good; returns the units taken."""
    legs: list[Posting] = []
    marked: list[Lot] = []
    for lot in lots:
        legs += [Posting(BONUS, -lot.left, lot.lot_id), Posting(BONUS_HELD, -lot.held, lot.lot_id)]
        marked.append(lot)
    taken = -sum(leg.amount for leg in legs)
    wallet.post("bonus_voided", about, at, [*legs, Posting(PROMOTIONS, taken)])
    for lot in marked:
        wallet.change_lot(replace(wallet.lots[lot.lot_id], void=True))
        for hold in list(wallet.holds.values()):
            if hold.lot_id == lot.lot_id and hold.state == "open":
                wallet.change_hold(replace(hold, state="settled"))
    return taken


def void_out_of_use(wallet: Wallet, holder: str, *, deposit_id: str, at: datetime) -> int:
    """Void the bonuses of a deposit that the refund ``holder`` has out of use, and those that are spent already.

    All bonus lots of the deposit must be in the wallet, used-up ones too. Returns the units taken.
    """
    aside = {hold.lot_id for hold in wallet.holds_for(holder) if hold.purpose == "bonus"}
    lots = [lot for lot in wallet.bonuses_of(deposit_id) if lot.lot_id in aside or not lot.open]
    return void_bonuses(wallet, [lot for lot in lots if not lot.void], about=holder, at=at)
