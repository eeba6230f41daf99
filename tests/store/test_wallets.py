"""Wallets are locked in order, loaded as what is open, and written back whole or not at all."""

from __future__ import annotations

import pytest

from panel_refunds.errors import BooksDamagedError, Refused
from panel_refunds.ledger.bonus import grant_bonus
from panel_refunds.ledger.reserve import release, set_aside
from panel_refunds.money import SCALE
from panel_refunds.store import Balance
from panel_refunds.store.audit import audit_tenant


def test_a_wallet_is_made_once_for_a_customer_and_a_currency(till):
    assert till.wallet("c1", "USD") == till.wallet("c1", "USD")
    assert till.wallet("c1", "EUR") != till.wallet("c1", "USD")

    with till.read() as books:
        assert books.wallets_of("c1") == sorted([till.wallet("c1", "USD"), till.wallet("c1", "EUR")])
        assert books.get_customer("c1").state == "open"


def test_two_that_make_the_same_wallet_at_once_share_it(till):
    with till.begin() as books:
        mine = books.ensure_wallet("c1", "USD", till.now())
        assert books.ensure_wallet("c1", "USD", till.now()) == mine


def test_a_loaded_wallet_is_the_same_object_each_time(till):
    deposit = till.deposit()

    with till.begin(deposit.wallet_id) as books:
        assert books.wallet(deposit.wallet_id, holds=False) is books.wallet(deposit.wallet_id)


def test_only_locked_wallets_are_loaded_for_writing(till):
    deposit = till.deposit()

    with pytest.raises(ValueError, match="not locked"), till.begin() as books:
        books.wallet(deposit.wallet_id)


def test_further_wallets_are_locked_only_in_the_order_of_their_ids(till):
    first, second = sorted([till.wallet("c1"), till.wallet("c2")])

    with till.begin(first) as books:
        books.lock([second, first])
        assert books.wallet(second).wallet_id == second
    with pytest.raises(ValueError, match="sorts before"), till.begin(second) as books:
        books.lock([first])


def test_the_wallet_of_a_customer_is_locked_without_knowing_its_id(till):
    deposit = till.deposit()

    with till.store.begin(till.tenant, owner=("c1", "USD"), new_id=till.new_id) as books:
        assert books.find_wallet("c1", "USD") == deposit.wallet_id
        assert books.wallet(deposit.wallet_id).cash == deposit.amount


def test_a_used_up_lot_is_loaded_only_when_it_is_asked_for(till):
    deposit = till.deposit(amount=10)
    order = till.order(deposit.wallet_id, 10)

    with till.begin(deposit.wallet_id) as books:
        wallet = books.wallet(deposit.wallet_id)
        assert wallet.lots == {}
        (piece,) = books.slices_of([order.order_id])[order.order_id]
        books.load_lots(wallet, [piece.lot_id])
        assert wallet.lots[piece.lot_id].amount == deposit.amount
        assert wallet.lots[piece.lot_id].left == 0


def test_a_lot_of_another_wallet_cannot_be_loaded(till):
    mine, other = till.deposit("c1"), till.deposit("c2")
    with till.read() as books:
        (lot_id,) = books.wallet(other.wallet_id).lots

    with pytest.raises(Refused, match="not_found"), till.begin(mine.wallet_id) as books:
        books.load_lots(books.wallet(mine.wallet_id), [lot_id])


def test_bonuses_of_a_deposit_are_found_used_up_or_not(till):
    deposit = till.deposit(amount=10)
    spent = till.bonus(deposit.wallet_id, 5, tied_to=deposit.deposit_id)
    till.order(deposit.wallet_id, 5)
    fresh = till.bonus(deposit.wallet_id, 3, tied_to=deposit.deposit_id)
    till.bonus(deposit.wallet_id, 2)

    with till.begin(deposit.wallet_id) as books:
        wallet = books.wallet(deposit.wallet_id)
        books.load_bonuses(wallet, [deposit.deposit_id])
        assert {lot.lot_id for lot in wallet.bonuses_of(deposit.deposit_id)} == {spent, fresh}


def test_the_kept_figures_follow_what_is_done(till):
    deposit = till.deposit(amount=50)
    till.bonus(deposit.wallet_id, 5)

    with till.begin(deposit.wallet_id) as books:
        wallet = books.wallet(deposit.wallet_id)
        (own,) = wallet.lots_of(deposit.deposit_id)
        set_aside(wallet, holder="rf_1", purpose="refund", parts=[(own, 20 * SCALE)], at=till.now())
        assert books.balance(deposit.wallet_id) == Balance(30 * SCALE, 5 * SCALE, 20 * SCALE)

    assert till.figures(deposit.wallet_id) == (30, 5, 20)


def test_open_holds_come_with_the_wallet_and_settled_ones_on_demand(till):
    deposit = till.deposit()
    with till.begin(deposit.wallet_id) as books:
        wallet = books.wallet(deposit.wallet_id)
        parts = [(wallet.lots_of(deposit.deposit_id)[0], SCALE)]
        set_aside(wallet, holder="rf_1", purpose="refund", parts=parts, at=till.now())

    with till.begin(deposit.wallet_id) as books:
        wallet = books.wallet(deposit.wallet_id, holds=False)
        assert wallet.holds == {}
        books.wallet(deposit.wallet_id)
        (hold,) = wallet.holds_for("rf_1")
        release(wallet, [hold], about="rf_1", at=till.now())

    with till.read() as books:
        wallet = books.wallet(deposit.wallet_id)
        assert wallet.holds == {}
        assert [each.state for each in books.holds_of(wallet, "rf_1")] == ["released"]
        assert books.settled_holds(wallet, "rf_1") == []


def test_many_wallets_are_made_ready_at_once(till):
    ids = [till.deposit(f"c{number}", amount=number).wallet_id for number in range(1, 6)]

    with till.begin(*ids) as books:
        books.load_wallets(ids)
        assert [books.wallet(wallet_id).cash // SCALE for wallet_id in ids] == [1, 2, 3, 4, 5]


def test_a_wallet_can_be_changed_again_after_a_question_that_wrote_it(till):
    deposit = till.deposit(amount=50)

    with till.begin(deposit.wallet_id) as books:
        wallet = books.wallet(deposit.wallet_id)
        first = grant_bonus(wallet, amount=SCALE, tied_to=None, at=till.now())
        # This question reads the lots, so what was done so far is written before it is asked.
        books.load_bonuses(wallet, [deposit.deposit_id])
        parts = [(wallet.lots[first.lot_id], SCALE)]
        set_aside(wallet, holder="rf_1", purpose="bonus", parts=parts, at=till.now())
        release(wallet, wallet.holds_for("rf_1"), about="rf_1", at=till.now())

    with till.read() as books:
        assert books.wallet(deposit.wallet_id).entries == 4
    faults = audit_tenant(till.store, till.tenant, now=till.now()).faults
    assert {fault.code for fault in faults} <= {"holder_missing", "hold_orphaned", "entry_about_nothing"}


def test_books_whose_kept_figures_are_wrong_take_no_more_entries(till, change_rows):
    deposit = till.deposit(amount=50)
    change_rows("UPDATE wallet SET cash = cash + 1")

    with pytest.raises(BooksDamagedError, match="run the audit"):
        till.order(deposit.wallet_id, 1)
    with till.read() as books:
        assert books.list_orders() == []


def test_the_journal_is_numbered_and_chained_across_transactions(till):
    deposit = till.deposit(amount=50)
    till.give_back(till.order(deposit.wallet_id, 10), 4)

    with till.read() as books:
        wallet = books.wallet(deposit.wallet_id)
    assert wallet.entries == 3
    assert audit_tenant(till.store, till.tenant, now=till.now()).ok
