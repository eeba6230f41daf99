"""``add``: was the order placed?"""

import json

import pytest

from panel_refunds_smm_v2.reading import read_reply


def read(body, http_status=200):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return read_reply(raw, action="add", asked=(), http_status=http_status)


@pytest.mark.parametrize(
    "body",
    [
        {"order": 8812},
        {"order": "8812"},
        {"Order": 8812.0},
        {"order_id": "8812"},
        {"orderID": 8812},
        {"id": 8812},
        {"status": "success", "order": 8812},
        {"status": "fail", "order": 8812},
        {"data": {"order": 8812}},
        {"status": True, "data": {"id": 8812}},
        {"status": "success", "data": {"order": {"id": 8812}}},
        {"result": {"order_id": 8812}},
        {"order": {"id": 8812, "status": "Pending"}},
        {"order": [8812]},
        [{"order": 8812}],
        {"user": {"id": 5}, "order": 8812},
    ],
)
def test_an_id_accepts_wherever_it_stands(body):
    reading = read(body)
    assert (reading["outcome"], reading["order"]) == ("accepted", "8812")


def test_an_id_accepts_even_beside_an_error_and_the_error_is_told():
    reading = read({"order": 8812, "error": "Not enough funds"})
    assert (reading["outcome"], reading["order"]) == ("accepted", "8812")
    assert reading["reply_error"]["code"] == "insufficient_balance"


def test_an_accepted_order_has_no_error():
    assert read({"order": "ORD-12-a", "error": None}) == {
        "action": "add",
        "reply_error": None,
        "outcome": "accepted",
        "order": "ORD-12-a",
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("neworder.error.not_enough_funds", "insufficient_balance"),
        ("Incorrect service ID", "service_unavailable"),
        ("service is inactive", "service_unavailable"),
        ("Invalid API key", "auth"),
        ("Your account is suspended", "account_inactive"),
        ("Quantity less than minimal 100", "invalid_request"),
    ],
)
def test_an_error_that_says_no_refuses(text, code):
    for body in ({"error": text}, {"status": "error", "message": text}, {"data": {"error": text}}):
        reading = read(body)
        assert (reading["outcome"], reading["order"], reading["reply_error"]["code"]) == ("refused", None, code)


@pytest.mark.parametrize(
    ("body", "http_status", "code"),
    [
        ({"ok": True}, 200, "shape_mismatch"),
        ({}, 200, "shape_mismatch"),
        ([], 200, "shape_mismatch"),
        (8812, 200, "shape_mismatch"),
        ({"order": 0}, 200, "shape_mismatch"),
        ({"order": None}, 200, "shape_mismatch"),
        ({"order": True}, 200, "shape_mismatch"),
        ({"order": "failed"}, 200, "shape_mismatch"),
        ({"order": -1}, 200, "shape_mismatch"),
        ({"user": {"id": 5}, "ok": True}, 200, "shape_mismatch"),
        ({"service": 3, "quantity": 100}, 200, "shape_mismatch"),
        ([{"order": 8812}, {"order": 8813}], 200, "shape_mismatch"),
        (b'{"order":8812,"order":8813}', 200, "shape_mismatch"),
        ({"error": "Quux"}, 200, "other"),
        ({"error": "Something went wrong"}, 200, "server_error"),
        ({"error": "Duplicate order"}, 200, "other"),
        ({"error": "Too many requests"}, 200, "rate_limited"),
        ({"order": 8812}, 429, "rate_limited"),
        (b"<html>", 200, "unreadable"),
        (b'{"order":88', 200, "unreadable"),
        (b"", 200, "unreadable"),
        (b"<html>", 404, "unreadable"),
        (b"<html>", 502, "server_error"),
        (b"", 500, "server_error"),
    ],
)
def test_what_cannot_tell_whether_it_was_placed_is_unknown(body, http_status, code):
    reading = read(body, http_status)
    assert (reading["outcome"], reading["order"]) == ("unknown", None)
    assert reading["reply_error"]["code"] == code


def test_a_server_error_with_an_answer_in_it_is_read():
    assert read({"order": 8812}, 500)["outcome"] == "accepted"
    assert read({"error": "service is inactive"}, 503)["outcome"] == "refused"
