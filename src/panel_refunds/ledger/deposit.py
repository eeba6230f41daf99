"""Money comes in: a captured payment becomes a lot; its processor's fee is booked when it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from panel_refunds.ledger.account import CASH, PROCESSOR_FEES, clearing
from panel_refunds.ledger.journal import Posting
from panel_refunds.ledger.lot import Lot
from panel_refunds.ledger.wallet import Wallet

DisputeState = Literal["none", "inquiry", "open", "won", "lost"]


@dataclass(frozen=True, slots=True)
class Deposit:
    """A payment credited to a customer's balance.

    ``payment`` is the gateway's id of what took the money; ``policy`` the label of the version accepted with it;
    ``fee`` None while the processor has not told it; ``external_refunded`` what was paid back outside of us (units).
    ``fingerprint`` identifies the payment account, ``display`` shows it (``Visa •••• 4242``).
    """

    deposit_id: str
    wallet_id: str
    customer_id: str
    currency: str
    gateway: str
    payment: str
    method: str
    amount: int
    credited_at: datetime
    policy: str
    fee: int | None = None
    dispute: DisputeState = "none"
    external_refunded: int = 0
    fingerprint: str | None = None
    display: str | None = None


def credit_deposit(wallet: Wallet, *, deposit_id: str, gateway: str, amount: int, at: datetime) -> Lot:
    """Credit ``amount`` units that ``gateway`` took; returns the deposit's own lot."""
    lot = Lot(wallet.new_id("lot"), "deposit", at, amount, deposit_id=deposit_id)
    wallet.add_lot(lot)
    wallet.post(
        "deposit_credited",
        deposit_id,
        at,
        [Posting(clearing(gateway), -amount), Posting(CASH, amount, lot.lot_id)],
    )
    return wallet.lots[lot.lot_id]


def book_fee(wallet: Wallet, *, deposit_id: str, gateway: str, fee: int, at: datetime) -> None:
    """Book what the processor withheld: the gateway has that much less of ours."""
    wallet.post("fee_known", deposit_id, at, [Posting(PROCESSOR_FEES, -fee), Posting(clearing(gateway), fee)])
