"""The child asks with its own key about its own orders; whatever else comes back touches none."""

import json
from datetime import timedelta

import pytest

from panel_refunds.ports import OrderState, ProviderCapabilities

ONE, TWO = (f"ord_01k4a9zzzzzzzzzzzzzzzzzzz{digit}" for digit in "12")
ORDER = {"id": ONE, "status": "partial", "remains": 40, "charge": "2", "refunded": "0.08", "under_review": False}


@pytest.fixture
def parent(upstream, build):
    return build(upstream.url, "parent_panel")


def said(*orders):
    return json.dumps({"orders": orders, "missing": []}).encode()


def test_orders_are_asked_about_together(upstream, parent, odd):
    upstream.odd.append(odd(200, said(ORDER, {**ORDER, "id": "ord_other"}, "x", {})))
    reply = parent.get_orders([ONE, TWO, "77", ONE])

    assert reply.orders[ONE] == OrderState("partial", "partial", 40)
    assert reply.orders["77"].code == "order_not_found"
    assert (reply.not_asked, reply.missing) == (("ord_other",), (TWO,))
    assert upstream.questions == [("GET", f"/v1/api/v1/child/orders?ids={ONE},{TWO}")]


def test_ids_that_are_no_orders_of_a_parent_are_not_asked_about(upstream, parent):
    assert parent.get_orders(["77", "ord_x&ids=y"]).reply_error is None
    assert upstream.questions == []
    with pytest.raises(ValueError, match="100"):
        parent.get_orders([f"ord_{number:026}" for number in range(101)])


@pytest.mark.parametrize(
    ("answer", "code", "wait"),
    [
        ({"status": 503, "headers": {"retry-after": "9"}}, "service_unavailable", timedelta(seconds=9)),
        ({"status": 401, "body": b'{"code": "not_signed_in"}'}, "auth", None),
        ({"status": 200, "body": b"<html>"}, "unreadable", None),
        ({"status": 200, "body": b'{"orders": {}}'}, "shape_mismatch", None),
        ({"status": 200, "body": b"[]"}, "shape_mismatch", None),
        ({"status": 200, "body": said(ORDER), "cut": True}, "unreadable", None),
    ],
    ids=lambda value: str(value)[:30],
)
def test_an_unusable_reply_touches_no_order(upstream, parent, odd, answer, code, wait):
    upstream.odd.append(odd(**answer))
    reply = parent.get_orders([ONE])

    assert (reply.reply_error.code, reply.retry_after, dict(reply.orders), reply.missing) == (code, wait, {}, (ONE,))


def test_an_order_that_is_told_twice_is_not_believed(upstream, parent, odd):
    upstream.odd.append(odd(200, said(ORDER, {**ORDER, "status": "canceled"})))

    assert parent.get_orders([ONE]).orders[ONE].code == "shape_mismatch"


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, json.dumps(ORDER).encode(), "accepted"),
        (200, json.dumps({**ORDER, "id": TWO}).encode(), "unknown"),
        (200, b"{}", "unknown"),
        (200, b"<html>", "unknown"),
        (409, b'{"code": "cancel_not_possible"}', "refused"),
        (404, b'{"code": "not_found"}', "refused"),
        (404, b"<html>", "unknown"),
        (404, b"{}", "unknown"),
        (409, b'{"code": "in_progress"}', "unknown"),
        (503, b'{"code": "busy"}', "unknown"),
    ],
)
def test_wishes_to_cancel(upstream, parent, odd, status, body, outcome):
    upstream.odd.append(odd(status, body))

    assert parent.request_cancel(ONE).outcome == outcome
    assert upstream.questions == [("POST", f"/v1/api/v1/child/orders/{ONE}/cancel")]


def test_what_it_does_not_do_it_says(upstream, parent, build):
    assert parent.capabilities() == ProviderCapabilities(100, cancel=True, refill=False)
    assert build(upstream.url, "parent_panel", cancel=False).request_cancel(ONE).outcome == "refused"
    assert parent.request_cancel("77").outcome == "refused"
    assert parent.request_refill(ONE).outcome == "refused"
    assert parent.refill_status("r1").code == "refill_not_found"
    assert parent.balance().code == "other"
    assert upstream.questions == []


@pytest.mark.parametrize(
    ("status", "body", "outcome", "order"),
    [
        (201, json.dumps({"order": ONE}), "accepted", ONE),
        (201, json.dumps(ORDER), "accepted", ONE),
        (200, '{"order": 23501}', "unknown", None),
        (402, '{"error": "not enough funds"}', "refused", None),
        (422, '{"code": "insufficient_funds", "detail": "no"}', "refused", None),
        (200, '{"error": "not enough funds"}', "unknown", None),
        (500, json.dumps({"order": ONE}), "unknown", None),
        (200, "<html>", "unknown", None),
    ],
)
def test_an_order_is_placed_when_the_parents_panel_hands_over_its_id(parent, status, body, outcome, order):
    reading = parent.read_placement(body.encode(), status)
    assert (reading.outcome, reading.order) == (outcome, order)


def test_words_and_raw_replies_are_read(parent):
    assert [parent.read_status(word) for word in ("partial", "In progress", "Haunted")] == [
        "partial",
        "in_progress",
        "unknown",
    ]
    reading = parent.read_reply(said(ORDER), action="status", asked=[ONE, TWO], http_status=200)
    assert (reading["orders"][ONE]["remains"], reading["missing"]) == (40, [TWO])
    assert (
        parent.read_reply(b"", action="status", asked=[ONE], http_status=500)["reply_error"]["code"] == "server_error"
    )
    with pytest.raises(ValueError, match="only asked for status"):
        parent.read_reply(b"", action="add", asked=[], http_status=200)
