"""The processor's fee of a deposit becomes known; requests that waited for it are decided anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.moving_on import redecide_waiting
from panel_refunds.ledger.deposit import Deposit, book_fee
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.money import Money
from panel_refunds.store import Books


def record_fee(desk: Desk, deposit_id: str, fee: Money) -> Deposit:
    """Note the fee, told by the panel or the gateway's facts. The same again changes nothing; another is refused."""
    with desk.read() as books:
        wallet_id = books.get_deposit(deposit_id).wallet_id

    with desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        deposit = books.get_deposit(deposit_id)
        check_fee(fee, Money(deposit.amount, deposit.currency))
        deposit = learn_fee(desk, books, deposit, fee)
        desk.remember(books, deposit_id, deposit)
    return deposit


def learn_fee(desk: Desk, books: Books, deposit: Deposit, fee: Money) -> Deposit:
    """A fee is told of a deposit that stands in the books; its wallet is locked in the caller's transaction."""
    if deposit.fee is not None and deposit.fee != fee.units:
        raise Refused("fee_known_already", known=str(Money(deposit.fee, deposit.currency)))
    if deposit.fee is None:
        wallet = books.wallet(deposit.wallet_id)
        deposit = note_fee(books, wallet, deposit, fee.units, desk.now())
        redecide_waiting(desk, books, wallet, about=deposit.deposit_id)
    return deposit


def check_fee(fee: Money, amount: Money) -> None:
    """Refuse what cannot be the fee of a payment of ``amount``; a fee finer than the minor unit could not be kept."""
    if fee.currency != amount.currency:
        raise Refused("currency_mismatch", field="fee")
    if not 0 <= fee.units <= amount.units or fee.round_down() != fee:
        raise Refused("amount_invalid", "A fee is between zero and the amount, in whole minor units.", field="fee")


def note_fee(books: Books, wallet: Wallet, deposit: Deposit, fee: int, at: datetime) -> Deposit:
    """Book the fee and store it with the deposit (in a transaction of the caller)."""
    book_fee(wallet, deposit_id=deposit.deposit_id, gateway=deposit.gateway, fee=fee, at=at)
    deposit = replace(deposit, fee=fee)
    books.save_deposit(deposit)
    return deposit
