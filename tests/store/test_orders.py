"""Orders: by id, by the provider's id, by what has to be asked or looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from panel_refunds.errors import Refused
from panel_refunds.money import SCALE


@pytest.fixture
def wallet_id(till) -> str:
    return till.deposit(amount=500).wallet_id


def test_an_order_is_read_as_it_was_written(till, wallet_id, clock):
    order = till.order(wallet_id, remains=3, reason="private account", refill_days=30, completed_at=clock())

    with till.read() as books:
        assert books.get_order(order.order_id) == order
        assert books.orders_by_id([order.order_id, "ord_unknown"]) == {order.order_id: order}
        with pytest.raises(Refused, match="not_found"):
            books.get_order("ord_unknown")


def test_orders_are_found_by_the_ids_of_their_provider(till, wallet_id):
    mine = till.order(wallet_id, provider_ref="23501")
    till.order(wallet_id, provider="other", provider_ref="23502")
    till.order(wallet_id, provider_ref=None)

    with till.read() as books:
        assert books.find_orders_by_ref("main", ["23501", "23502", "nothing"]) == {"23501": mine}
        assert books.find_orders_by_ref("main", []) == {}


def test_one_provider_cannot_have_two_orders_of_one_id(till, wallet_id):
    till.order(wallet_id, provider_ref="7")

    with pytest.raises(Refused, match="locked"):
        till.order(wallet_id, provider_ref="7")


def test_slices_remember_which_lot_paid_how_much(till):
    deposit = till.deposit(amount=10)
    bonus = till.bonus(deposit.wallet_id, 4)
    order = till.order(deposit.wallet_id, 10)

    with till.read() as books:
        slices = books.slices_of([order.order_id])[order.order_id]
    assert slices[0].lot_id == bonus
    assert [piece.amount // SCALE for piece in slices] == [4, 6]


def test_many_orders_are_changed_at_once(till, wallet_id):
    orders = [till.order(wallet_id, 1) for _ in range(30)]

    with till.begin(wallet_id) as books:
        books.save_orders([replace(order, status="completed") for order in orders])

    with till.read() as books:
        assert {order.status for order in books.orders_by_id([each.order_id for each in orders]).values()} == {
            "completed"
        }


def test_an_order_never_gives_back_more_than_it_cost(till, wallet_id):
    order = till.order(wallet_id, 10)

    with pytest.raises(Exception, match=r"ck_orders_refunded|CHECK"), till.begin(wallet_id) as books:
        books.save_order(replace(order, refunded=order.charge + 1))


def test_orders_to_poll_come_longest_due_first_page_by_page(till, wallet_id, clock):
    later = till.order(wallet_id, poll_at=clock() + timedelta(hours=1))
    due = [till.order(wallet_id, poll_at=clock() - timedelta(minutes=minutes)) for minutes in (1, 3, 2)]
    till.order(wallet_id, poll_at=None)
    wanted = [due[1], due[2], due[0]]

    with till.read() as books:
        assert books.orders_to_poll("main", clock(), 10) == wanted
        assert books.orders_to_poll("main", clock(), 1, after=wanted[0]) == [wanted[1]]
        assert books.orders_to_poll("other", clock(), 10) == []
    assert later not in wanted


def test_orders_that_share_a_moment_are_each_on_one_page(till, wallet_id, clock):
    orders = [till.order(wallet_id, 1, poll_at=clock()) for _ in range(5)]
    seen = []
    with till.read() as books:
        page = books.orders_to_poll("main", clock(), 2)
        while page:
            seen += page
            page = books.orders_to_poll("main", clock(), 2, after=page[-1])

    assert seen == orders


def test_orders_are_listed_by_customer_status_and_review(till, wallet_id, clock):
    plain = till.order(wallet_id)
    clock.forward(minutes=1)
    odd = till.order(wallet_id, review="unknown_word", status="unknown", raw_status="Fnord")
    other = till.order(till.deposit("c2").wallet_id, review="unknown_word", provider="other")

    with till.read() as books:
        assert books.list_orders() == [plain, odd, other]
        assert books.list_orders(limit=1, after=plain.order_id) == [odd]
        assert books.list_orders(customer_id="c1") == [plain, odd]
        assert books.list_orders(customer_id="c1", after=plain.order_id) == [odd]
        assert books.list_orders(status="unknown") == [odd]
        assert books.list_orders(in_review=True) == [odd, other]
        assert books.list_orders(in_review=True, customer_id="c2") == [other]
        assert books.orders_with_review("unknown_word") == [odd, other]
        assert books.orders_with_review("unknown_word", provider="other") == [other]


def test_a_customer_sees_the_newest_orders_first_page_by_page(till, wallet_id, clock):
    first, second = till.order(wallet_id), till.order(wallet_id)  # in the same moment
    clock.forward(minutes=1)
    third = till.order(wallet_id)
    till.order(till.deposit("c2").wallet_id)

    with till.read() as books:
        assert books.newest_orders_of("c1") == [third, second, first]
        assert books.newest_orders_of("c1", limit=2) == [third, second]
        assert books.newest_orders_of("c1", before=second.order_id) == [first]
        assert books.newest_orders_of("c9") == []
