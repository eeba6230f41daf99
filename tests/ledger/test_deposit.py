"""A captured payment becomes a lot; its fee is booked when it is known."""

from __future__ import annotations

from tests.ledger.purse import check_books, day, deposited, dollars, in_accounts, make_wallet

from panel_refunds.ledger.account import CASH, PROCESSOR_FEES, clearing
from panel_refunds.ledger.deposit import book_fee


def test_a_deposit_is_the_customer_s_free_money_and_lies_at_the_gateway():
    wallet = make_wallet()

    lot = deposited(wallet, dollars(50))

    assert (wallet.cash, wallet.bonus, wallet.held) == (dollars(50), 0, 0)
    assert (lot.kind, lot.deposit_id, lot.left, lot.credited_at) == ("deposit", "d1", dollars(50), day(0))
    assert in_accounts(wallet.written) == {CASH: dollars(50), clearing("stripe"): -dollars(50)}
    check_books(wallet, wallet.written)


def test_the_processor_s_fee_is_the_house_s_until_a_refund_keeps_it():
    wallet = make_wallet()
    deposited(wallet, dollars(50))

    book_fee(wallet, deposit_id="d1", gateway="stripe", fee=dollars(1.75), at=day(1))

    assert wallet.cash == dollars(50)
    accounts = in_accounts(wallet.written)
    assert accounts[clearing("stripe")] == -dollars(48.25)
    assert accounts[PROCESSOR_FEES] == -dollars(1.75)
    check_books(wallet, wallet.written)


def test_a_fee_of_nothing_leaves_no_entry():
    wallet = make_wallet()
    deposited(wallet, dollars(50))

    book_fee(wallet, deposit_id="d1", gateway="stripe", fee=0, at=day(1))

    assert [entry.kind for entry in wallet.written] == ["deposit_credited"]
