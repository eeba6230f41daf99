"""Polls ask about every order that is due, and only a readable answer about an order touches it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tests.flows.shop import Shop

from panel_refunds.flows import poll_provider as polling
from panel_refunds.flows.poll_provider import poll_provider
from panel_refunds.ports import OrdersReply, ProviderCapabilities, ProviderError


def test_all_orders_are_asked_about_batch_by_batch(shop: Shop) -> None:
    shop.deposit("50.00")
    orders = [shop.order("1.00") for _ in range(7)]
    for order in orders:
        shop.provider.set_order(order.provider_ref or "", "Canceled", 0)
    shop.provider._capabilities = ProviderCapabilities(batch=3)
    polled = poll_provider(shop.desk, "main")

    assert (polled.asked, polled.answered, polled.refunded) == (7, 7, 7)
    assert shop.figures()[0] == "50.00 USD"


def test_an_unusable_reply_touches_no_order(shop: Shop) -> None:
    """F21: a flat reply to a batch refunded every order in it."""
    shop.deposit("50.00")
    order = shop.order("10.00")
    shop.provider.break_replies(ProviderError("shape_mismatch", "flat"))
    polled = poll_provider(shop.desk, "main")

    assert (polled.error, polled.answered) == ("shape_mismatch", 0)
    with shop.desk.read() as books:
        assert replace(books.get_order(order.order_id), poll_at=order.poll_at) == order


def test_a_batch_that_nothing_can_be_read_about_does_not_keep_the_others_waiting(shop: Shop) -> None:
    shop.deposit("50.00")
    bad, good = shop.order("10.00"), shop.order("10.00")
    shop.provider.set_order(good.provider_ref or "", "Canceled", 0)
    shop.provider._capabilities = ProviderCapabilities(batch=1)
    shop.provider.break_replies(ProviderError("unreadable", "404"))
    first = poll_provider(shop.desk, "main")
    shop.provider.break_replies(None)
    shop.provider.break_order(bad.provider_ref or "", ProviderError("order_not_found"))
    second = poll_provider(shop.desk, "main")

    assert (first.asked, first.error) == (1, "unreadable")
    assert (second.asked, second.refunded) == (1, 1)


def test_an_order_the_provider_forgot_waits_for_a_person_in_the_end(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00")
    shop.provider.break_order(order.provider_ref or "", ProviderError("order_not_found"))
    for _ in range(polling.MISSES_UNTIL_REVIEW):
        poll_provider(shop.desk, "main")
        shop.passes(hours=1)

    with shop.desk.read() as books:
        kept = books.get_order(order.order_id)
    assert (kept.review, kept.refunded, kept.status) == ("order_lost", 0, "pending")


def test_an_adapter_that_raises_touches_no_order(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00")

    class Broken:
        def __getattr__(self, name: str) -> object:
            raise RuntimeError(name)

        def capabilities(self) -> ProviderCapabilities:
            return ProviderCapabilities()

    desk = replace(shop.desk, providers={"main": Broken()})
    assert poll_provider(desk, "main").error == "unreadable"
    with shop.desk.read() as books:
        assert replace(books.get_order(order.order_id), poll_at=order.poll_at) == order


def test_a_finished_order_is_asked_about_less_and_less(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00")
    shop.provider.set_order(order.provider_ref or "", "Completed", 0)
    counts = []
    for _ in range(3):
        asked = 0
        for _ in range(24):
            asked += poll_provider(shop.desk, "main").asked
            shop.passes(hours=1)
        counts.append(asked)

    assert counts[0] > counts[-1]
    shop.passes(days=120)
    poll_provider(shop.desk, "main")
    assert poll_provider(shop.desk, "main").asked == 0


def test_no_more_questions_are_asked_than_the_provider_takes(shop: Shop) -> None:
    shop.deposit("50.00")
    orders = [shop.order("1.00") for _ in range(7)]
    for order in orders:
        shop.provider.set_order(order.provider_ref or "", "In progress", 500)
    shop.provider._capabilities = ProviderCapabilities(batch=1, questions=3, per=timedelta(seconds=20))
    shop.passes(seconds=1)
    asked: list[str] = []
    original = shop.provider.get_orders

    def get_orders(refs: Sequence[str]) -> OrdersReply:
        asked.extend(refs)
        return original(refs)

    shop.provider.get_orders = get_orders  # type: ignore[method-assign] # noting what is asked
    for _ in range(4):
        polled = poll_provider(shop.desk, "main")
        assert (polled.asked, polled.more, polled.rest) == (3, True, timedelta(seconds=20))
        shop.passes(seconds=20)

    refs = [order.provider_ref for order in orders]
    # One after the other, and then from the beginning: nobody is left behind.
    assert asked == [*refs, *refs[:5]]


def test_a_provider_with_room_for_all_is_asked_in_one_poll(shop: Shop) -> None:
    shop.deposit("50.00")
    for _ in range(3):
        order = shop.order("1.00")
        shop.provider.set_order(order.provider_ref or "", "In progress", 500)
    shop.provider._capabilities = ProviderCapabilities(batch=1, questions=3, per=timedelta(seconds=20))
    polled = poll_provider(shop.desk, "main")
    assert (polled.asked, polled.more, polled.rest) == (3, False, timedelta(seconds=20))


def test_a_provider_that_says_nonsense_of_its_rate_is_still_asked(shop: Shop) -> None:
    shop.deposit("50.00")
    orders = [shop.order("1.00") for _ in range(2)]
    for order in orders:
        shop.provider.set_order(order.provider_ref or "", "Canceled", 0)
    shop.provider._capabilities = ProviderCapabilities(batch=1, questions=0, per=timedelta(seconds=-5))
    polled = poll_provider(shop.desk, "main")
    assert (polled.asked, polled.more, polled.rest) == (1, True, timedelta(0))


def test_after_an_error_the_provider_has_its_rest_too(shop: Shop) -> None:
    shop.deposit("50.00")
    shop.order("1.00")
    shop.provider._capabilities = ProviderCapabilities(questions=1, per=timedelta(seconds=20))
    shop.provider.break_replies(ProviderError("rate_limited"))
    polled = poll_provider(shop.desk, "main")
    assert (polled.error, polled.rest) == ("rate_limited", timedelta(seconds=20))
