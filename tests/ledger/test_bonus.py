"""Bonuses are given, spent, and void when their deposit goes back."""

from __future__ import annotations

from tests.ledger.purse import check_books, day, deposited, dollars, in_accounts, make_wallet

from panel_refunds.ledger.account import BONUS, PROMOTIONS
from panel_refunds.ledger.bonus import grant_bonus, void_bonuses, void_out_of_use
from panel_refunds.ledger.reserve import set_aside
from panel_refunds.ledger.spend import charge_order


def test_a_bonus_is_on_the_balance_and_is_not_own_money():
    wallet = make_wallet()

    lot = grant_bonus(wallet, amount=dollars(5), tied_to=None, at=day(0))

    assert (wallet.cash, wallet.bonus) == (0, dollars(5))
    assert lot.lot_id.startswith("bon_")
    assert in_accounts(wallet.written) == {BONUS: dollars(5), PROMOTIONS: -dollars(5)}
    check_books(wallet, wallet.written)


def test_a_bonus_knows_its_deposit_and_is_none_of_its_own_lots():
    wallet = make_wallet()
    own = deposited(wallet, dollars(50))
    tied = grant_bonus(wallet, amount=dollars(5), tied_to="d1", at=day(0))
    grant_bonus(wallet, amount=dollars(3), tied_to=None, at=day(0))

    assert wallet.bonuses_of("d1") == [tied]
    assert wallet.lots_of("d1") == [own]


def test_voiding_takes_what_is_left_and_what_is_out_of_use_for_good():
    wallet = make_wallet()
    free = grant_bonus(wallet, amount=dollars(5), tied_to="d1", at=day(0))
    held = grant_bonus(wallet, amount=dollars(3), tied_to="d1", at=day(0))
    set_aside(wallet, holder="rf_1", purpose="bonus", parts=[(held, held.left)], at=day(1))

    lots = [wallet.lots[lot.lot_id] for lot in (free, held)]
    taken = void_bonuses(wallet, lots, about="rf_1", at=day(2))

    assert taken == dollars(8)
    assert wallet.bonus == 0
    assert all(lot.void and not lot.open for lot in wallet.bonuses_of("d1"))
    assert [hold.state for hold in wallet.holds.values()] == ["settled"]
    assert not any(in_accounts(wallet.written).values())
    check_books(wallet, wallet.written)


def test_a_spent_bonus_is_void_too_though_nothing_moves():
    wallet = make_wallet()
    lot = grant_bonus(wallet, amount=dollars(5), tied_to="d1", at=day(0))
    void_bonuses(wallet, [lot], about="rf_1", at=day(1))
    entries = len(wallet.written)

    assert void_bonuses(wallet, [wallet.lots[lot.lot_id]], about="rf_2", at=day(2)) == 0
    assert len(wallet.written) == entries
    assert wallet.lots[lot.lot_id].void


def test_what_one_refund_has_out_of_use_can_be_voided_and_nothing_else():
    wallet = make_wallet()
    own = deposited(wallet, dollars(50))
    tied = grant_bonus(wallet, amount=dollars(5), tied_to="d1", at=day(0))
    other = grant_bonus(wallet, amount=dollars(3), tied_to="d2", at=day(0))
    set_aside(wallet, holder="rf_1", purpose="refund", parts=[(own, dollars(20))], at=day(1))
    set_aside(wallet, holder="rf_1", purpose="bonus", parts=[(tied, tied.left)], at=day(1))
    set_aside(wallet, holder="rf_2", purpose="bonus", parts=[(other, other.left)], at=day(1))

    assert void_out_of_use(wallet, "rf_1", deposit_id="d1", at=day(2)) == dollars(5)

    assert [hold.purpose for hold in wallet.holds_for("rf_1")] == ["refund"]
    assert [hold.amount for hold in wallet.holds_for("rf_2")] == [dollars(3)]
    assert wallet.held == dollars(20)
    check_books(wallet, wallet.written)


def test_a_bonus_spent_already_is_voided_along_with_the_one_out_of_use():
    wallet = make_wallet()
    own = deposited(wallet, dollars(50))
    grant_bonus(wallet, amount=dollars(5), tied_to="d1", at=day(0))
    charge_order(wallet, order_id="o1", amount=dollars(5), first=("bonus", "cash"), at=day(1))
    set_aside(wallet, holder="rf_1", purpose="refund", parts=[(own, dollars(20))], at=day(2))

    assert void_out_of_use(wallet, "rf_1", deposit_id="d1", at=day(3)) == 0

    assert [lot.void for lot in wallet.bonuses_of("d1")] == [True]
    assert wallet.held == dollars(20)
    check_books(wallet, wallet.written)
