"""Two at once on one wallet: one is first, and the other sees what the first has done."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from tests.flows.shop import Shop

from panel_refunds.errors import Refused
from panel_refunds.flows.pay_refund import pay_refund


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Run the actions at the same moment; a refusal counts as its code."""
    gate = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        gate.wait(timeout=10)
        try:
            return action()
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_of_two_requests_on_one_deposit_one_is_taken(shop: Shop) -> None:
    """F1, F17: both passed the check, and together they exceeded the payment."""
    deposit = shop.deposit("50.00")
    answers = at_once(*[lambda: shop.request("40.00", deposit)] * 4)

    assert answers.count("request_open") == 3
    assert shop.figures() == ("10.00 USD", "0.00 USD", "40.00 USD")


def test_orders_at_once_never_spend_more_than_there_is(shop: Shop) -> None:
    """F20: balance read, provider asked, old balance written back."""
    shop.deposit("50.00")
    answers = at_once(*[lambda: shop.order("20.00")] * 5)

    assert answers.count("insufficient_funds") == 3
    assert shop.figures()[0] == "10.00 USD"


def test_a_deposit_and_an_order_at_once_both_count(shop: Shop) -> None:
    shop.deposit("50.00")
    at_once(lambda: shop.deposit("5.00"), lambda: shop.order("20.00"), lambda: shop.deposit("7.00"))

    assert shop.figures()[0] == "42.00 USD"


def test_the_same_cancel_from_two_pollers_pays_once(shop: Shop) -> None:
    """F19: two pollers with different locks both refunded."""
    shop.deposit("50.00")
    order = shop.order("20.00")
    at_once(*[lambda: shop.status(order, "Canceled", 0)] * 4)

    assert shop.figures()[0] == "50.00 USD"


def test_a_double_click_on_pay_pays_once(shop: Shop) -> None:
    """F2: a double click paid twice."""
    refund = shop.approved()
    at_once(*[lambda: pay_refund(shop.desk, refund.refund_id)] * 4)

    assert shop.paid_back() == "18.25 USD"
    assert len(shop.gateway.asked) == 1


def test_two_approvals_at_once_are_one(shop: Shop) -> None:
    request = shop.request("20.00", shop.deposit("50.00", "1.75"))
    answers = at_once(*[lambda: shop.approve(request)] * 3)

    assert answers.count("request_not_in_review") == 2
    assert shop.figures() == ("30.00 USD", "0.00 USD", "20.00 USD")


def test_an_order_and_a_request_for_everything_share_the_money(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    at_once(lambda: shop.order("30.00"), lambda: shop.request("all", deposit))

    cash, _, held = shop.figures()
    assert (cash, held) in (("0.00 USD", "20.00 USD"), ("0.00 USD", "50.00 USD"))
