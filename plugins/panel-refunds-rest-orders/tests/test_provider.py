"""The provider asks over real HTTP, and touches no order by guess."""

from datetime import timedelta

import pytest

from panel_refunds.errors import Refused
from panel_refunds.money import Money
from panel_refunds.ports import OrderHint, OrderState, ProviderCapabilities, ProviderError, WebhookRefusedError


def test_it_can_what_the_file_describes(provider, build):
    assert provider.capabilities() == ProviderCapabilities(100, cancel=True, refill=True, webhooks=True)
    plain = build("http://u", orders_path="", cancel_path="", refill_path="", remains_field="", webhooks="none")
    assert plain.capabilities() == ProviderCapabilities(1, cancel=False, refill=False, reports_remains=False)


def test_one_order_and_several_are_asked_about_where_the_file_says(upstream, provider):
    for ref in ("1", "2", "a b"):
        upstream.place(ref)
    upstream.set_order("1", "SHORT", "40")
    one, several = provider.get_orders(["1"]), provider.get_orders(["1", "2", "3", "a b", "1"])

    assert one.orders == {"1": OrderState("partial", "SHORT", 40)}
    assert several.orders["2"] == OrderState("pending", "NEW", None)
    assert several.orders["a b"].code == "invalid_request"
    assert several.missing == ("3",)
    assert [path for _, path in upstream.questions] == ["/v1/orders/1", "/v1/orders?ids=1,2,3"]


def test_without_a_place_for_several_each_is_asked_about_alone(upstream, build):
    alone = build(upstream.url, orders_path="")
    upstream.place("1")

    assert alone.get_orders(["1"]).orders["1"].status == "pending"
    with pytest.raises(ValueError, match="1 orders, not 2"):
        alone.get_orders(["1", "2"])
    assert build(upstream.url, order_path="").get_orders(["1"]).orders["1"].status == "pending"


def test_an_order_that_is_not_found_is_an_error_of_that_order_and_not_cancelled(provider):
    reply = provider.get_orders(["404"])

    assert reply.orders["404"].code == "order_not_found"
    assert reply.reply_error is None


@pytest.mark.parametrize(
    ("answer", "code", "wait"),
    [
        ({"status": 429, "headers": {"Retry-After": "30"}}, "rate_limited", timedelta(seconds=30)),
        (
            {"status": 503, "headers": {"Retry-After": "Tue, 01 Sep 2026 12:01:00 GMT"}},
            "service_unavailable",
            timedelta(minutes=1),
        ),
        ({"status": 500, "body": b'{"data": {"id": "1", "state": "VOID"}}'}, "server_error", None),
        ({"status": 200, "body": b"<html>maintenance</html>"}, "unreadable", None),
        ({"status": 200, "body": b'{"data": {"id": "1", "state": "VOID"'}, "unreadable", None),
        ({"status": 200, "body": b'{"data": {"id": "1", "state": "VOID"}}', "cut": True}, "unreadable", None),
        ({"status": 200, "body": b"[" + b'"VOID",' * 1_300_000 + b'"x"]'}, "unreadable", None),
        ({"status": 302, "headers": {"location": "/login"}}, "unreadable", None),
        ({"status": 401}, "auth", None),
    ],
    ids=lambda value: str(value)[:30],
)
def test_an_unusable_reply_touches_no_order(upstream, provider, odd, log, answer, code, wait):
    upstream.odd.append(odd(**answer))
    reply = provider.get_orders(["1"])

    assert (reply.reply_error.code, reply.retry_after, dict(reply.orders)) == (code, wait, {})
    assert reply.missing == ("1",)
    assert "upstream-key-1" not in "".join(log.lines) + repr(reply)


def test_a_flat_reply_to_several_touches_no_order(upstream, provider, odd):
    """F21: a flat reply to a batch refunded every order in it."""
    upstream.odd.append(odd(200, b'{"data": {"id": "1", "state": "VOID"}}'))

    assert provider.get_orders(["1", "2"]).reply_error.code == "shape_mismatch"


def test_wishes_are_heard_or_refused_or_nobody_knows(upstream, provider, build, odd):
    upstream.place("1")
    assert provider.request_cancel("1").outcome == "accepted"
    upstream.set_order("1", "BUSY")
    assert provider.request_cancel("1").error == ProviderError("not_cancelable", "it has started")
    assert provider.request_cancel("1/../2").outcome == "refused"
    upstream.odd.append(odd(200, b"{", cut=True))
    assert provider.request_cancel("1").outcome == "unknown"
    assert build(upstream.url, cancel_path="").request_cancel("1").outcome == "refused"


def test_a_refill_is_asked_for_and_about(upstream, provider):
    upstream.place("1")
    asked = provider.request_refill("1")

    assert (asked.outcome, asked.ref) == ("accepted", "r1")
    assert provider.refill_status("r1") == OrderState("pending", "NEW", None)
    assert provider.refill_status("r2").code == "refill_not_found"
    assert provider.refill_status("a/b").code == "refill_not_found"


def test_the_balance_is_rounded_down(upstream, provider, build, odd):
    assert provider.balance() == Money.of("12.34567890", "USD")
    for body in (
        b'{"data": {"amount": true}}',
        b'{"data": {"amount": "NaN"}}',
        b"{}",
        b'{"data": {"amount": 1' + b"0" * 30 + b"}}",
    ):
        upstream.odd.append(odd(200, body))
        assert provider.balance().code == "shape_mismatch"
    assert build(upstream.url, balance_currency="XXQ").balance().code == "shape_mismatch"
    assert build(upstream.url, balance_path="").balance().code == "other"


def test_words_placements_and_raw_replies_are_read_as_the_file_says(provider):
    assert (provider.read_status("void"), provider.read_status("Haunted")) == ("canceled", "unknown")
    assert provider.read_placement(b'{"data": {"id": 5}}', 201).order == "5"
    reading = provider.read_reply(
        b'{"data": {"id": 5, "state": "DONE"}}', action="status", asked=["5"], http_status=200
    )
    assert reading["orders"]["5"]["status"] == "completed"


def test_a_signed_event_is_a_hint_and_another_is_refused(upstream, provider):
    upstream.place("1")
    event = upstream.set_order("1", "VOID")

    assert provider.parse_webhook(event.body, event.headers) == (OrderHint("evt_1", ("1",), "order.changed"),)
    with pytest.raises(WebhookRefusedError):
        provider.parse_webhook(event.body + b" ", event.headers)


def test_a_currency_that_nobody_knows_is_not_refused_as_a_setting(build):
    try:
        build("http://u", balance_currency="XXQ")
    except Refused:
        pytest.fail("the balance is only shown")
