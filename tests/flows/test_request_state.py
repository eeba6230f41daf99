"""A request is where its refunds are, the ones that count."""

from __future__ import annotations

from dataclasses import replace

from tests.flows.shop import Shop

from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.request_state import save_request_state
from panel_refunds.refunds.refund import Refund


def two_refunds(shop: Shop) -> tuple[Refund, Refund]:
    shop.deposit("50.00")
    shop.deposit("30.00")
    request = shop.approve(shop.request("80.00"))
    with shop.desk.read() as books:
        first, second = books.refunds_of(request.request_id)
    return first, second


def test_a_request_waits_for_the_refund_that_is_furthest_behind(shop: Shop) -> None:
    first, second = two_refunds(shop)
    first = pay_refund(shop.desk, first.refund_id)
    assert shop.state_of(first) == "approved"
    shop.passes(hours=1)
    second = pay_refund(shop.desk, second.refund_id)

    with shop.desk.read() as books:
        request = books.get_request(first.request_id)
    assert (request.state, request.last_sent_at) == ("paid", second.sent_at)


def test_the_refund_in_hand_counts_as_it_is_now_before_it_is_stored(shop: Shop) -> None:
    first, second = two_refunds(shop)
    with shop.desk.begin(first.wallet_id) as books:
        assert save_request_state(books, replace(first, state="sending")).state == "sending"
        assert save_request_state(books, replace(second, state="approved")).state == "approved"
