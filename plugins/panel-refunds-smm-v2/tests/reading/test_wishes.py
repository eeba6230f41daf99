"""``cancel`` and ``refill``: whether the wish was taken."""

import json

import pytest

from panel_refunds_smm_v2.reading import read_reply


def read(body, *asked, action="cancel"):
    return read_reply(json.dumps(body).encode(), action=action, asked=asked)


def outcomes(reading):
    return {order: said["outcome"] for order, said in reading["orders"].items()}


@pytest.mark.parametrize(
    "said", [1, "1", True, 880, "880", "ok", {"status": "success"}, {"status": 1}, {"status": True}]
)
def test_a_value_in_the_answers_place_accepts(said):
    assert outcomes(read([{"order": 71, "cancel": said}], "71", "72")) == {"71": "accepted"}


@pytest.mark.parametrize("said", [0, "0", False, None, "false", {"status": "fail"}, {"status": 0}, {"status": False}])
def test_a_zero_false_or_null_refuses(said):
    reading = read([{"order": 71, "cancel": said}], "71", "72")
    assert reading["orders"]["71"] == {"outcome": "refused", "error": None}


@pytest.mark.parametrize(
    "said",
    [{"error": "Incorrect order ID"}, "Incorrect order ID", {"status": "error", "message": "Order not found"}],
)
def test_an_error_in_the_answers_place_refuses_with_its_code(said):
    reading = read([{"order": 71, "cancel": said}], "71", "72")
    assert reading["orders"]["71"]["outcome"] == "refused"
    assert reading["orders"]["71"]["error"]["code"] == "order_not_found"


def test_an_error_beside_the_answer_refuses():
    reading = read([{"order": 71, "cancel": 1, "error": "This order cannot be cancelled"}], "71", "72")
    assert reading["orders"]["71"]["outcome"] == "refused"
    assert reading["orders"]["71"]["error"]["code"] == "not_cancelable"


@pytest.mark.parametrize("item", [{"order": 71}, {"order": 71, "cancel": ""}, {"order": 71, "cancel": {}}])
def test_nothing_in_the_answers_place_is_unknown(item):
    assert outcomes(read([item], "71", "72")) == {"71": "unknown"}


@pytest.mark.parametrize("said", [{"status": 200}, {"status": "quux"}, [1], {"status": {}}])
def test_an_object_that_says_neither_yes_nor_no_is_unknown(said):
    assert outcomes(read([{"order": 71, "cancel": said}], "71", "72")) == {"71": "unknown"}


@pytest.mark.parametrize(
    "body",
    [
        {"cancel": 71, "status": "Success"},
        {"cancel": 1},
        {"order": "71", "cancel": 1},
        {"71": {"cancel": 1}},
        {"71": 1},
        {"71": {"status": "success"}},
        [{"order": 71, "cancel": 1}],
        {"data": {"cancel": 1}},
        {"success": True, "data": [{"order": "71", "cancel": 1}]},
    ],
)
def test_one_order_may_be_answered_in_every_shape(body):
    reading = read(body, "71")
    assert reading["orders"] == {"71": {"outcome": "accepted", "error": None}}
    assert (reading["reply_error"], reading["missing"], reading["not_asked"]) == (None, [], [])


def test_a_flat_reply_without_the_answer_is_unknown():
    assert outcomes(read({"status": "Success"}, "71")) == {"71": "unknown"}


def test_a_flat_reply_to_several_orders_touches_none():
    reading = read({"cancel": 1}, "71", "72")
    assert reading["reply_error"]["code"] == "shape_mismatch"
    assert (reading["orders"], reading["missing"]) == ({}, ["71", "72"])


def test_a_flat_reply_about_another_order_leaves_the_asked_one_missing():
    reading = read({"order": 99, "cancel": 1}, "71")
    assert (reading["orders"], reading["not_asked"], reading["missing"]) == ({}, ["99"], ["71"])


def test_contradicting_answers_are_unknown():
    raw = b'[{"order":71,"cancel":1},{"order":71,"cancel":0},{"order":72,"cancel":1,"cancel":0}]'
    assert outcomes(read_reply(raw, action="cancel", asked=["71", "72"])) == {"71": "unknown", "72": "unknown"}


@pytest.mark.parametrize(
    ("text", "code"), [("Refill is not available", "not_refillable"), ("Order not found", "order_not_found")]
)
def test_an_error_to_a_single_wish_belongs_to_that_order(text, code):
    reading = read({"error": text}, "71", action="refill")
    assert reading["reply_error"] is None
    assert reading["orders"]["71"]["outcome"] == "refused"
    assert reading["orders"]["71"]["error"] == {"code": code, "text": text}


def test_other_errors_to_a_single_wish_are_of_the_whole_reply():
    reading = read({"error": "Invalid API key"}, "71")
    assert reading["reply_error"]["code"] == "auth"
    assert (reading["orders"], reading["missing"]) == ({}, ["71"])


@pytest.mark.parametrize(
    ("body", "ref"),
    [
        ({"refill": "5"}, "5"),
        ({"refill": 5}, "5"),
        ({"71": {"refill": 5}}, "5"),
        ({"71": 5}, "5"),
        ([{"order": 71, "refill": {"status": "success", "id": 5}}], "5"),
        ({"refill": True}, None),
        ({"refill": {"status": "success"}}, None),
    ],
)
def test_an_accepted_refill_has_its_id_as_text_where_one_was_given(body, ref):
    assert read(body, "71", action="refill")["orders"]["71"] == {"outcome": "accepted", "error": None, "refill": ref}
