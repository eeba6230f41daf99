"""Money goes out: a refund that the gateway made is settled; one that failed afterwards is reversed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from panel_refunds.errors import BooksDamagedError
from panel_refunds.ledger.account import BONUS, CASH, HELD, OWN_FEES, PROCESSOR_FEES, PROMOTIONS, clearing
from panel_refunds.ledger.bonus import void_bonuses
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.journal import Posting
from panel_refunds.ledger.lot import Lot
from panel_refunds.ledger.reserve import lot_in_time, set_aside
from panel_refunds.ledger.wallet import Wallet


@dataclass(frozen=True, slots=True)
class Split:
    """Where the gross of one refund goes: ``net`` to the customer, the rest is kept, line by line (units)."""

    gross: int
    processor_fee: int = 0
    own_fee: int = 0
    bonus_deducted: int = 0

    @property
    def net(self) -> int:
        """What reaches the customer."""
        return self.gross - self.kept

    @property
    def kept(self) -> int:
        """What does not."""
        return self.processor_fee + self.own_fee + self.bonus_deducted


def settle_refund(
    wallet: Wallet, *, refund_id: str, gateway: str, split: Split, bonuses: Sequence[Lot], at: datetime
) -> None:
    """Book a refund that succeeded: its holds leave the wallet, the bonuses tied to the deposit are void."""
    holds = [hold for hold in wallet.holds_for(refund_id) if hold.purpose == "refund"]
    if sum(hold.amount for hold in holds) != split.gross or split.net <= 0:
        raise BooksDamagedError(f"{refund_id}: holds and figures of the refund differ")
    wallet.post(
        "refund_paid",
        refund_id,
        at,
        [
            *(Posting(HELD, -hold.amount, hold.lot_id) for hold in holds),
            Posting(clearing(gateway), split.net),
            Posting(PROCESSOR_FEES, split.processor_fee),
            Posting(OWN_FEES, split.own_fee),
            Posting(PROMOTIONS, split.bonus_deducted),
        ],
    )
    for hold in holds:
        wallet.change_hold(replace(hold, state="settled"))
    # Bonuses still in use are taken out of use first, spent ones too, so that a reversal knows which to give back.
    aside = {hold.lot_id for hold in wallet.holds_for(refund_id)}
    in_use = [(lot, lot.left) for lot in bonuses if lot.left or lot.lot_id not in aside]
    set_aside(wallet, holder=refund_id, purpose="bonus", parts=in_use, at=at)
    void_bonuses(wallet, [wallet.lots[lot.lot_id] for lot in bonuses], about=refund_id, at=at)


def reverse_refund(
    wallet: Wallet,
    *,
    refund_id: str,
    gateway: str,
    split: Split,
    settled: Sequence[Hold],
    restore_bonus: bool,
    asked_at: datetime,
    at: datetime,
) -> list[Lot]:
    """Book back a refund that succeeded and failed later; returns the lots the money came back to.

    ``settled`` are the refund's settled holds; their lots must be in the wallet.
    """
    own = [hold for hold in settled if hold.purpose == "refund"]
    opened = [lot_in_time(wallet, wallet.lots[hold.lot_id], hold.amount, asked_at) for hold in own]
    legs = [Posting(CASH, lot.amount, lot.lot_id) for lot in opened]
    for hold in settled:
        if hold.purpose == "bonus" and restore_bonus:
            wallet.change_lot(replace(wallet.lots[hold.lot_id], void=False))
            legs += [Posting(BONUS, hold.amount, hold.lot_id), Posting(PROMOTIONS, -hold.amount)]
    wallet.post(
        "refund_reversed",
        refund_id,
        at,
        [
            *legs,
            Posting(clearing(gateway), -split.net),
            Posting(PROCESSOR_FEES, -split.processor_fee),
            Posting(OWN_FEES, -split.own_fee),
            Posting(PROMOTIONS, -split.bonus_deducted),
        ],
    )
    return [wallet.lots[lot.lot_id] for lot in opened]
