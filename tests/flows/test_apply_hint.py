"""A hint makes the provider be asked about the orders it names, and what the provider answers is what is booked."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from tests.flows.pushing_provider import PushingProvider
from tests.flows.shop import Shop, read_status

from panel_refunds.flows.apply_hint import Heard, apply_hint, hints_not_ours
from panel_refunds.flows.apply_statuses import StatusTold, apply_statuses
from panel_refunds.flows.hear_provider import note_hints, speaker
from panel_refunds.flows.poll_provider import poll_provider
from panel_refunds.flows.record_placement import apply_placement
from panel_refunds.orders.order import Order
from panel_refunds.ports import OrderHint, OrdersReply, PlacementReading, ProviderError
from panel_refunds.worker import run_due


@pytest.fixture
def upstream(shop: Shop) -> PushingProvider:
    made = PushingProvider(read_status)
    shop.provider = made
    shop.desk = replace(shop.desk, providers={"main": made})
    return made


def hint(shop: Shop, event_id: str, *refs: str) -> Heard:
    note_hints(shop.desk, "main", [OrderHint(event_id, refs)])
    return apply_hint(shop.desk, "main", event_id)


def order_now(shop: Shop, order: Order) -> Order:
    with shop.desk.read() as books:
        return books.get_order(order.order_id)


def test_the_named_orders_are_asked_about_and_paid_by_the_answer(shop: Shop, upstream: PushingProvider) -> None:
    shop.deposit("50.00")
    for ref in ("1", "2", "3", "4"):
        shop.order("10.00", provider_ref=ref)
        upstream.set_order(ref, "Canceled", 0)

    heard = hint(shop, "evt_1", "1", "2", "3")

    assert (heard.asked, heard.answered, heard.refunded, heard.waits) == (3, 3, 3, False)
    assert upstream.questions == [("1", "2"), ("3",)]
    assert shop.figures()[0] == "40.00 USD"


def test_every_order_of_duplicates_and_polls_pays_the_same_once(shop: Shop, upstream: PushingProvider) -> None:
    shop.deposit("50.00")
    for number, steps in enumerate(itertools.permutations(["evt_a", "evt_b", "poll", "evt_a"])):
        order = shop.order("1.00", provider_ref=f"p{number}")
        upstream.set_order(f"p{number}", "Partial", 400)
        note_hints(shop.desk, "main", [OrderHint(f"{each}{number}", (f"p{number}",)) for each in ("evt_a", "evt_b")])
        for step in steps:
            if step == "poll":
                poll_provider(shop.desk, "main")
            else:
                apply_hint(shop.desk, "main", f"{step}{number}")
        assert order_now(shop, order).refunded == order.charge * 400 // 1000


def test_an_applied_event_is_not_asked_about_again(shop: Shop, upstream: PushingProvider) -> None:
    shop.deposit("50.00")
    shop.order("10.00", provider_ref="1")
    upstream.set_order("1", "In progress", 10)
    hint(shop, "evt_1", "1")

    assert apply_hint(shop.desk, "main", "evt_1") == Heard()
    assert apply_hint(shop.desk, "main", "evt_nobody") == Heard()
    assert upstream.questions == [("1",)]


def test_an_id_that_is_not_ours_is_looked_for_a_while_then_ignored_and_counted(
    shop: Shop, upstream: PushingProvider
) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00", provider_ref="1")
    upstream.set_order("1", "Canceled", 0)
    upstream.set_order("99", "Canceled", 0)

    assert hint(shop, "evt_1", "1", "99").waits
    assert order_now(shop, order).refunded == order.charge
    assert hints_not_ours(shop.desk, "main") == 0
    shop.passes(hours=1)
    assert apply_hint(shop.desk, "main", "evt_1") == Heard()
    assert hints_not_ours(shop.desk, "main") == 1
    with shop.desk.read() as books:
        kept = books.find_notice(speaker("main"), "evt_1")
    assert kept is not None
    assert (kept.payments, kept.applied_at) == (("99",), shop.at)
    assert upstream.questions == [("1",)]


def test_an_event_that_came_before_the_orders_id_is_not_lost(shop: Shop, upstream: PushingProvider) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00", provider_ref=None)
    upstream.set_order("77", "Canceled", 0)
    note_hints(shop.desk, "main", [OrderHint("evt_1", ("77",))])
    run_due(shop.desk, kinds={"order_hint"})
    assert upstream.questions == []

    apply_placement(shop.desk, order.order_id, PlacementReading("accepted", "77"))
    shop.passes(seconds=30)
    run_due(shop.desk, kinds={"order_hint"})

    assert order_now(shop, order).refunded == order.charge
    with shop.desk.read() as books:
        assert books.find_work("order_hint", "main/evt_1") is None


def test_a_provider_that_does_not_answer_is_asked_again(shop: Shop, upstream: PushingProvider) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00", provider_ref="1")
    upstream.set_order("1", "Canceled", 0)
    upstream.break_replies(ProviderError("server_error", "down"))
    note_hints(shop.desk, "main", [OrderHint("evt_1", ("1",))])
    run_due(shop.desk, kinds={"order_hint"})
    assert order_now(shop, order).refunded == 0

    upstream.break_replies(None)
    shop.passes(seconds=30)
    run_due(shop.desk, kinds={"order_hint"})

    assert order_now(shop, order).refunded == order.charge


def test_an_answer_that_crossed_a_newer_one_is_left_out(shop: Shop, upstream: PushingProvider) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00", provider_ref="1")
    upstream.set_order("1", "In progress", 1000)
    answered = upstream.get_orders

    def slow(refs: object) -> OrdersReply:
        reply = answered(["1"])
        upstream.set_order("1", "Canceled", 0)
        apply_statuses(shop.desk, [StatusTold(order.order_id, "canceled", "Canceled", 0)])
        return reply

    upstream.get_orders = slow  # type: ignore[method-assign] # the newer word arrives while this one is on the way
    poll_provider(shop.desk, "main")

    now = order_now(shop, order)
    assert (now.status, now.review, now.refunded) == ("canceled", None, order.charge)
