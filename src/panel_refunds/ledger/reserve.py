"""Setting money aside, and letting it go: each hold is settled or released at most once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from panel_refunds.ledger.account import BONUS, BONUS_HELD, CASH, HELD
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.journal import Posting
from panel_refunds.ledger.lot import Lot
from panel_refunds.ledger.wallet import Wallet


def set_aside(
    wallet: Wallet,
    *,
    holder: str,
    purpose: Literal["refund", "bonus", "dispute"],
    parts: Iterable[tuple[Lot, int]],
    at: datetime,
) -> list[Hold]:
    """Hold so many units of each lot for ``holder``; a bonus may be held with nothing left of it."""
    legs: list[Posting] = []
    holds: list[Hold] = []
    for lot, amount in parts:
        if not amount and purpose != "bonus":
            continue
        hold = Hold(wallet.new_id("hold"), lot.lot_id, holder, purpose, amount)
        free, aside = _accounts(hold)
        legs += [Posting(free, -amount, lot.lot_id), Posting(aside, amount, lot.lot_id)]
        wallet.add_hold(hold)
        holds.append(hold)
    wallet.post("set_aside", holder, at, legs)
    return holds


def release(wallet: Wallet, holds: Sequence[Hold], *, about: str, at: datetime) -> None:
    """Put the held money back to its lots, free again."""
    legs: list[Posting] = []
    for hold in holds:
        free, aside = _accounts(hold)
        legs += [Posting(aside, -hold.amount, hold.lot_id), Posting(free, hold.amount, hold.lot_id)]
        wallet.change_hold(replace(hold, state="released"))
    wallet.post("released", about, at, legs)


def release_as_returned(
    wallet: Wallet, holds: Sequence[Hold], *, about: str, asked_at: datetime, at: datetime
) -> list[Lot]:
    """Release a failed refund: own money returns as lots that remember the request was in time.

    Bonuses go back to where they were. Returns the lots that opened.
    """
    legs: list[Posting] = []
    opened: list[Lot] = []
    for hold in holds:
        free, aside = _accounts(hold)
        target = hold.lot_id
        if hold.purpose == "refund":
            lot = lot_in_time(wallet, wallet.lots[hold.lot_id], hold.amount, asked_at)
            opened.append(lot)
            target = lot.lot_id
        legs += [Posting(aside, -hold.amount, hold.lot_id), Posting(free, hold.amount, target)]
        wallet.change_hold(replace(hold, state="released"))
    wallet.post("refund_failed", about, at, legs)
    return [wallet.lots[lot.lot_id] for lot in opened]


def lot_in_time(wallet: Wallet, origin: Lot, amount: int, asked_at: datetime) -> Lot:
    """Open a lot like ``origin`` for money of a failed refund, marked with the earliest request that was in time."""
    lot = replace(
        origin,
        lot_id=wallet.new_id("lot"),
        amount=amount,
        left=0,
        held=0,
        asked_at=min(asked_at, origin.asked_at or asked_at),
    )
    wallet.add_lot(lot)
    return lot


def _accounts(hold: Hold) -> tuple[str, str]:
    return (BONUS, BONUS_HELD) if hold.purpose == "bonus" else (CASH, HELD)
