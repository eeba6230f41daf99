"""Forfeiture: the whole balance is taken at once and for good."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from panel_refunds.ledger.account import BONUS, BONUS_HELD, CASH, FORFEITS, HELD, PROMOTIONS
from panel_refunds.ledger.journal import Posting
from panel_refunds.ledger.wallet import Wallet


def forfeit_wallet(wallet: Wallet, *, about: str, takes: Collection[str], spare: Collection[str], at: datetime) -> int:
    """Take what is free and what is set aside, except holds of the holders in ``spare``; returns the units taken.

    ``takes`` has ``cash``, ``bonus`` or both. ``spare`` are refunds that the gateway already has: they go on.
    """
    legs: list[Posting] = []
    for lot in wallet.lots.values():
        if lot.is_cash and "cash" in takes:
            legs += [Posting(CASH, -lot.left, lot.lot_id), Posting(FORFEITS, lot.left)]
        if not lot.is_cash and "bonus" in takes:
            legs += [Posting(BONUS, -lot.left, lot.lot_id), Posting(PROMOTIONS, lot.left)]
    for hold in list(wallet.holds.values()):
        sort = "bonus" if hold.purpose == "bonus" else "cash"
        if hold.state != "open" or hold.holder in spare or sort not in takes:
            continue
        if sort == "cash":
            legs += [Posting(HELD, -hold.amount, hold.lot_id), Posting(FORFEITS, hold.amount)]
        else:
            legs += [Posting(BONUS_HELD, -hold.amount, hold.lot_id), Posting(PROMOTIONS, hold.amount)]
        # Settled for a dispute is only what the bank took: what the house takes before is let go of by the dispute.
        wallet.change_hold(replace(hold, state="released" if hold.purpose == "dispute" else "settled"))
    taken = -sum(leg.amount for leg in legs if leg.lot_id)
    wallet.post("forfeited", about, at, legs)
    return taken
