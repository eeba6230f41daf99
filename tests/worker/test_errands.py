"""Each kind of work knows when it is done and when it has to come again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.flows import forget_replies
from panel_refunds.flows import reconcile as reconcile_flow
from panel_refunds.flows.hear_provider import note_hints
from panel_refunds.flows.portal_session import find_ended_session, follow_sign_in_link, make_sign_in_link
from panel_refunds.ports import Capabilities, OrderHint, OrdersReply, ProviderCapabilities, ProviderError
from panel_refunds.testing.scripted_gateway import ScriptedGateway
from panel_refunds.testing.scripted_provider import ScriptedProvider
from panel_refunds.worker import run_due
from panel_refunds.worker.errands import (
    ERRANDS,
    RECONCILE_EVERY,
    RECONCILE_SOON,
    TIDY_EVERY,
    TIDY_SOON,
    find_errand,
)


def scheduled(shop: Shop, kind: str, ref: str) -> timedelta | None:
    """How long until it is due; None when it is not scheduled."""
    with shop.desk.read() as books:
        work = books.find_work(kind, ref)
    return work.due_at - shop.at if work else None


def schedule(shop: Shop, kind: str, ref: str) -> None:
    with shop.desk.begin() as books:
        books.schedule(kind, ref, shop.at)


def test_a_wish_that_reached_nobody_is_asked_again(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00", provider_ref="77")
    shop.provider.script("unknown")
    schedule(shop, "cancel_order", order.order_id)

    run_due(shop.desk, kinds={"cancel_order"})
    assert scheduled(shop, "cancel_order", order.order_id) == timedelta(seconds=30)

    shop.passes(seconds=30)
    run_due(shop.desk, kinds={"cancel_order"})
    assert scheduled(shop, "cancel_order", order.order_id) is None
    assert shop.provider.cancels == ("77", "77")


def test_an_order_that_went_on_meanwhile_is_not_cancelled_any_more(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00", provider_ref="77")
    shop.provider.script("unknown")
    schedule(shop, "cancel_order", order.order_id)
    run_due(shop.desk, kinds={"cancel_order"})
    shop.status(order, "Completed")
    shop.provider.script("unknown")

    shop.passes(seconds=30)
    run_due(shop.desk, kinds={"cancel_order"})

    assert scheduled(shop, "cancel_order", order.order_id) is None


def test_a_provider_that_takes_no_cancellations_is_not_asked_for_ever(shop: Shop) -> None:
    capable = ProviderCapabilities(cancel=False)
    shop.desk.providers["main"] = ScriptedProvider(shop.provider.read_status, capabilities=capable)
    shop.deposit("50.00")
    order = shop.order("10.00", provider_ref="77")
    schedule(shop, "cancel_order", order.order_id)

    run_due(shop.desk, kinds={"cancel_order"})

    assert scheduled(shop, "cancel_order", order.order_id) is None


def test_a_refill_is_asked_until_the_provider_answers_and_only_once_then(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00", provider_ref="77", refill_days=30)
    shop.status(order, "Completed")
    shop.provider.script("unknown")
    schedule(shop, "refill_order", order.order_id)

    for _ in range(3):
        run_due(shop.desk, kinds={"refill_order"})
        shop.passes(minutes=5)

    assert shop.provider.refills == ("77", "77")
    assert scheduled(shop, "refill_order", order.order_id) is None


def test_finance_is_reminded_and_then_the_request_is_escalated(shop: Shop) -> None:
    request = shop.request("20.00", shop.deposit("50.00"))
    for kind in ("remind", "escalate"):
        wait = scheduled(shop, kind, request.request_id)
        assert wait is not None
        shop.at += wait
        run_due(shop.desk, kinds={kind})
        assert scheduled(shop, kind, request.request_id) is None

    with shop.desk.read() as books:
        said = {message.kind for message in books.outbox_of(request.request_id)}
    assert {"due_soon", "overdue"} <= said


def test_an_offer_nobody_confirms_ends(shop: Shop) -> None:
    request = shop.request("60.00", shop.deposit("50.00"))
    assert request.recommend == "offer"
    wait = scheduled(shop, "expire_offer", request.request_id)
    assert wait == timedelta(days=7)

    shop.passes(days=7)
    run_due(shop.desk, kinds={"expire_offer"})

    with shop.desk.read() as books:
        assert books.get_request(request.request_id).state == "withdrawn"
    assert shop.figures() == ("50.00 USD", "0.00 USD", "0.00 USD")


def test_old_answers_are_looked_for_every_day_and_sooner_while_there_are_more(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forget_replies, "AT_ONCE", 2)
    with shop.desk.begin() as books:
        for key in ("a", "b", "c"):
            books.add_reply("orders", key, "hash", "ord_1", shop.at)
    shop.passes(days=31)
    schedule(shop, "forget_replies", "all")

    run_due(shop.desk, kinds={"forget_replies"})
    assert scheduled(shop, "forget_replies", "all") == TIDY_SOON
    shop.at += TIDY_SOON
    run_due(shop.desk, kinds={"forget_replies"})
    assert scheduled(shop, "forget_replies", "all") == TIDY_EVERY
    with shop.desk.read() as books:
        assert [books.find_reply("orders", key) for key in ("a", "b", "c")] == [None, None, None]


def test_sessions_that_are_over_are_looked_for_every_day_however_many_answers_there_are(shop: Shop) -> None:
    token, _ = make_sign_in_link(shop.desk, "c1", "smmpanelus.com")
    secret, _ = follow_sign_in_link(shop.desk, token)
    shop.passes(days=2)
    schedule(shop, "forget_replies", "all")
    run_due(shop.desk, kinds={"forget_replies"})
    assert find_ended_session(shop.desk, secret) is not None
    schedule(shop, "forget_sessions", "all")
    run_due(shop.desk, kinds={"forget_sessions"})
    assert find_ended_session(shop.desk, secret) is None
    assert scheduled(shop, "forget_sessions", "all") == TIDY_EVERY


def test_a_gateway_is_compared_a_page_at_a_time_and_then_every_day(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconcile_flow, "PAGE", 2)
    deposits = [shop.deposit("5.00", fee=None) for _ in range(3)]
    for deposit in deposits:
        shop.gateway.tell_fee(deposit.payment, usd("0.30"))
    schedule(shop, "reconcile", "manual")

    run_due(shop.desk, kinds={"reconcile"})
    assert scheduled(shop, "reconcile", "manual") == RECONCILE_SOON
    shop.at += RECONCILE_SOON
    run_due(shop.desk, kinds={"reconcile"})

    assert scheduled(shop, "reconcile", "manual") == RECONCILE_EVERY
    with shop.desk.read() as books:
        assert {books.get_deposit(each.deposit_id).fee for each in deposits} == {usd("0.30").units}


def test_a_gateway_that_does_not_answer_is_compared_later_and_later(shop: Shop) -> None:
    deposit = shop.deposit("5.00")
    shop.gateway._payments[deposit.payment] = None  # nothing that could be answered
    schedule(shop, "reconcile", "manual")
    waits = []
    for _ in range(2):
        run_due(shop.desk, kinds={"reconcile"})
        wait = scheduled(shop, "reconcile", "manual")
        assert wait is not None
        waits.append(wait)
        shop.at += wait

    assert waits == [timedelta(seconds=30), timedelta(minutes=1)]


def test_what_keeps_nothing_is_not_asked_until_tomorrow_and_what_is_gone_never(shop: Shop) -> None:
    nothing = Capabilities(refund="manual", lookup="none", dedupe="none")
    shop.desk.gateways["till"] = ScriptedGateway(now=lambda: shop.at, capabilities=nothing)
    for gateway in ("till", "gone"):
        schedule(shop, "reconcile", gateway)

    run_due(shop.desk, kinds={"reconcile"})

    assert [scheduled(shop, "reconcile", gateway) for gateway in ("till", "gone")] == [RECONCILE_EVERY, None]


@pytest.mark.parametrize(
    "kind",
    [
        "pay",
        "follow",
        "deliver",
        "deliver:mail",
        "remind",
        "escalate",
        "expire_offer",
        "poll",
        "forget_replies",
        "forget_sessions",
        "reconcile",
    ],
)
def test_every_kind_of_work_has_an_errand(kind: str) -> None:
    assert find_errand(kind) is not None


def test_what_nobody_knows_has_no_errand() -> None:
    assert find_errand("something_else") is None
    assert "something_else" not in ERRANDS


def test_orders_that_a_rate_left_over_are_asked_about_as_soon_as_it_allows(shop: Shop) -> None:
    shop.deposit("50.00")
    for _ in range(3):
        shop.provider.set_order(shop.order("1.00").provider_ref or "", "In progress", 500)
    shop.provider._capabilities = ProviderCapabilities(batch=1, questions=2, per=timedelta(seconds=5))
    schedule(shop, "poll", "main")

    run_due(shop.desk, kinds={"poll"})
    assert scheduled(shop, "poll", "main") == timedelta(seconds=5)

    # With room for all the usual time passes, unless the provider wants a longer rest.
    shop.provider._capabilities = ProviderCapabilities(batch=1, questions=9, per=timedelta(seconds=5))
    shop.passes(seconds=5)
    run_due(shop.desk, kinds={"poll"})
    assert scheduled(shop, "poll", "main") == timedelta(seconds=60)
    shop.provider._capabilities = ProviderCapabilities(batch=1, questions=9, per=timedelta(minutes=5))
    shop.passes(seconds=60)
    run_due(shop.desk, kinds={"poll"})
    assert scheduled(shop, "poll", "main") == timedelta(minutes=5)


def test_after_an_error_the_rest_is_kept_too(shop: Shop) -> None:
    shop.deposit("50.00")
    shop.order("1.00")
    shop.provider._capabilities = ProviderCapabilities(questions=1, per=timedelta(minutes=5))
    shop.provider.break_replies(ProviderError("unreadable"))
    schedule(shop, "poll", "main")

    run_due(shop.desk, kinds={"poll"})
    assert scheduled(shop, "poll", "main") == timedelta(minutes=5)


def test_a_hint_waits_as_long_as_its_provider_says_and_one_of_nobody_is_done(shop: Shop) -> None:
    shop.deposit("50.00")
    shop.order("10.00", provider_ref="77")
    with_hint(shop, "evt_1", "77")
    busy = OrdersReply(reply_error=ProviderError("rate_limited"), retry_after=timedelta(minutes=7))
    shop.provider.get_orders = lambda refs: busy  # type: ignore[method-assign]  # the provider has had enough

    run_due(shop.desk, kinds={"order_hint"})
    assert scheduled(shop, "order_hint", "main/evt_1") == timedelta(minutes=7)

    schedule(shop, "order_hint", "gone/evt_1")
    run_due(shop.desk, kinds={"order_hint"})
    assert scheduled(shop, "order_hint", "gone/evt_1") is None


def with_hint(shop: Shop, event_id: str, *refs: str) -> None:
    note_hints(shop.desk, "main", [OrderHint(event_id, refs)])
