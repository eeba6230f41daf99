"""Replies of panels that put things elsewhere: read where the operator said, and nowhere else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds_smm_v2.reading import read_reply

ELSEWHERE = {"status": "data.state", "remains": "left", "order": "no", "orders": "result.items", "error": "err.msg"}


def read(reply, fields, asked=("17",), action="status", http_status=200):
    raw = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
    return read_reply(raw, action=action, asked=list(asked), http_status=http_status, fields=fields)


def states(reading):
    return {order: (said.get("status"), said.get("remains")) for order, said in reading["orders"].items()}


@pytest.mark.parametrize(
    ("reply", "fields"),
    [
        ({"state": "Partial", "left": 40}, {"status": "state", "remains": "left"}),
        ({"status": "success", "data": {"state": "Partial", "left": 40}}, {"status": "state", "remains": "left"}),
        (
            {"status": "success", "data": {"state": "Partial", "left": 40}},
            {"status": "data.state", "remains": "data.left"},
        ),
        ({"17": {"status": "ok", "state": "Partial", "left": "40"}}, {"status": "state", "remains": "left"}),
        ([{"id": 99, "no": 17, "status": "Partial", "remains": 40}], {"order": "no"}),
        ({"result": {"items": {"17": {"data": {"state": "Partial"}, "left": 40}}}}, ELSEWHERE),
        ({"result": {"items": [{"no": "17", "data": {"state": "Partial"}, "left": 40}]}}, ELSEWHERE),
        ({"data": {"state": "Partial"}, "left": 40, "no": 17}, ELSEWHERE),
    ],
)
def test_things_are_read_where_they_stand(reply, fields):
    assert states(read(reply, fields)) == {"17": ("partial", 40)}


@pytest.mark.parametrize(
    ("reply", "fields"),
    [
        ({"status": "Canceled"}, {"status": "state"}),
        ({"17": {"status": "Canceled"}}, {"status": "state"}),
        ({"17": {"status": "Canceled", "state": None}}, {"status": "state"}),
        ({"17": {"status": "Canceled"}}, {"orders": "result"}),
        ([{"order": 17, "status": "Canceled"}], {"order": "no"}),
        ({"status": "Canceled", "result": []}, {"orders": "result", "status": "state"}),
        ({"state": "Canceled", "no": 18}, {"status": "state", "order": "no"}),
    ],
)
def test_what_stands_in_the_usual_place_does_not_count_any_more(reply, fields):
    reading = read(reply, fields)
    assert not any("status" in said for said in reading["orders"].values())


def test_an_answer_alone_keeps_its_fields_whatever_else_stands_elsewhere():
    fields = {"runs": "runs", "runs_left": "left"}
    reading = read({"status": "Partial", "remains": "40", "runs": "5", "left": "2"}, fields)
    assert (reading["orders"]["17"]["runs"], reading["orders"]["17"]["runs_left"]) == (5, 2)


def test_a_flat_answer_to_a_batch_touches_no_order_wherever_its_status_stands():
    for reply in ({"state": "Canceled"}, {"result": {"state": "Canceled"}}):
        reading = read(reply, {"status": "state", "orders": "result"}, asked=("17", "18"))
        assert (reading["orders"], reading["reply_error"]["code"]) == ({}, "shape_mismatch")


def test_errors_count_in_the_usual_place_and_in_the_told_one():
    fields = {"error": "err.msg", "status": "state"}
    for reply in ({"error": "Invalid API key"}, {"err": {"msg": "Invalid API key"}, "state": "Canceled"}):
        assert read(reply, fields)["reply_error"]["code"] == "auth"
    for reply in (
        {"17": {"err": {"msg": "Order not found"}, "state": "Canceled"}},
        {"17": {"error": "Order not found", "state": "Canceled"}},
    ):
        assert read(reply, fields)["orders"]["17"]["error"]["code"] == "order_not_found"


def test_errors_are_found_in_answers_to_other_questions_too():
    fields = {"error": "err.msg"}
    refused = read({"err": {"msg": "Not enough funds"}}, fields, asked=(), action="add")
    assert (refused["outcome"], refused["reply_error"]["code"]) == ("refused", "insufficient_balance")
    # An id accepts wherever it stands, whatever else is said.
    both = read({"err": {"msg": "Not enough funds"}, "order": 5}, fields, asked=(), action="add")
    assert both["outcome"] == "accepted"
    assert read({"cancel": 1}, fields, action="cancel")["orders"]["17"]["outcome"] == "accepted"


def test_one_field_told_twice_differently_is_no_answer():
    reading = read(b'{"17": {"state": "Done", "STATE": "Canceled"}}', {"status": "state"})
    assert "error" in reading["orders"]["17"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["Canceled", "17", "error", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["17", "18", "status", "data", "state", "err", "msg", "no"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(JSON, st.sampled_from([{"status": "data.state"}, ELSEWHERE, {"orders": "data"}, {"error": "err"}]))
def test_no_reply_whatever_makes_it_raise_or_answers_for_an_order_nobody_asked_about(reply, fields):
    reading = read(reply, fields, asked=("17", "18"))
    assert set(reading["orders"]) <= {"17", "18"}
