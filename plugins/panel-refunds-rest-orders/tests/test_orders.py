"""Each order of an answer is read for itself, and only what can be read for sure is an answer."""

import pytest

from panel_refunds.ports import OrderState, ProviderError
from panel_refunds_rest_orders.faults import FaultError
from panel_refunds_rest_orders.orders import read_many, read_one, read_order
from panel_refunds_rest_orders.settings import parse_settings

GIVEN = {"url": "http://upstream", "key": "k", "orders_path": "/orders?ids={ids}"}
PLAIN = parse_settings({**GIVEN, "words": {"VOID": "canceled", "SHORT": "partial"}})
DEEP = parse_settings(
    {**GIVEN, "order_field": "data", "orders_field": "data.orders", "status_field": "attributes.state"}
)


def code(said):
    assert isinstance(said, ProviderError)
    return said.code


@pytest.mark.parametrize(
    ("order", "state"),
    [
        ({"status": "VOID", "remains": 0}, OrderState("canceled", "VOID", 0)),
        ({"status": " short ", "remains": "40"}, OrderState("partial", "short", 40)),
        ({"status": "Haunted"}, OrderState("unknown", "Haunted", None)),
        ({"status": 4}, OrderState("unknown", "4", None)),
        ({"status": "SHORT", "remains": -3}, OrderState("partial", "SHORT", 0)),
        ({"status": "SHORT", "remains": 1.5}, OrderState("partial", "SHORT", None)),
        ({"status": "SHORT", "remains": True}, OrderState("partial", "SHORT", None)),
        ({"status": "SHORT", "remains": 10**16}, OrderState("partial", "SHORT", None)),
        ({"status": "VOID", "error": None}, OrderState("canceled", "VOID", None)),
        ({"status": "VOID", "error": ""}, OrderState("canceled", "VOID", None)),
    ],
)
def test_an_order_is_read(order, state):
    assert read_order(order, PLAIN) == state


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ({}, "shape_mismatch"),
        ({"status": None}, "shape_mismatch"),
        ({"status": ""}, "shape_mismatch"),
        ({"status": True}, "shape_mismatch"),
        ({"status": {"VOID": 1}}, "shape_mismatch"),
        ({"status": "VOID", "error": "no such order"}, "other"),
        ({"status": "VOID", "error": {"code": 7}}, "other"),
    ],
)
def test_what_is_no_status_is_an_error_of_that_order(order, why):
    assert code(read_order(order, PLAIN)) == why


def test_an_answer_about_one_order_is_not_one_about_another():
    assert read_one({"id": 7, "status": "VOID"}, "7", PLAIN) == OrderState("canceled", "VOID", None)
    assert read_one({"status": "VOID"}, "7", PLAIN) == OrderState("canceled", "VOID", None)
    assert code(read_one({"id": 8, "status": "VOID"}, "7", PLAIN)) == "shape_mismatch"
    assert code(read_one({"id": None, "status": "VOID"}, "7", PLAIN)) == "shape_mismatch"
    assert code(read_one([{"id": 7, "status": "VOID"}], "7", PLAIN)) == "shape_mismatch"
    assert code(read_one({"error": "no"}, "7", DEEP)) == "other"
    deep = {"data": {"id": "7", "attributes": {"state": "paused"}}}
    assert read_one(deep, "7", DEEP) == OrderState("paused", "paused", None)


def test_a_list_of_orders():
    said = [
        {"id": 1, "status": "VOID"},
        {"id": "2", "status": "SHORT", "remains": 5},
        {"id": 9, "status": "VOID"},
        "x",
        {"status": "VOID"},
    ]
    reply = read_many(said, ["1", "2", "3"], PLAIN)

    assert reply.orders == {"1": OrderState("canceled", "VOID", None), "2": OrderState("partial", "SHORT", 5)}
    assert (reply.not_asked, reply.missing, reply.reply_error) == (("9",), ("3",), None)


def test_an_object_of_orders_by_id():
    said = {"1": {"status": "VOID"}, "2": {"id": 3, "status": "VOID"}, "4": "gone", "9": {"status": "VOID"}}
    reply = read_many(said, ["1", "2", "4", "5"], PLAIN)

    assert reply.orders["1"] == OrderState("canceled", "VOID", None)
    assert [code(reply.orders[ref]) for ref in ("2", "4")] == ["shape_mismatch", "shape_mismatch"]
    assert (reply.not_asked, reply.missing) == (("9",), ("5",))


def test_an_order_that_is_told_twice_differently_is_not_believed():
    twice = [
        {"id": 1, "status": "VOID"},
        {"id": 1, "status": "SHORT"},
        {"id": 2, "status": "VOID"},
        {"id": 2, "status": "VOID"},
    ]
    reply = read_many(twice, ["1", "2"], PLAIN)

    assert code(reply.orders["1"]) == "shape_mismatch"
    assert reply.orders["2"] == OrderState("canceled", "VOID", None)


@pytest.mark.parametrize("empty", [[], {}])
def test_an_empty_answer_knows_none_of_them(empty):
    assert read_many(empty, ["1"], PLAIN).missing == ("1",)


@pytest.mark.parametrize(
    "said",
    [{"status": "VOID"}, {"id": 1, "status": "VOID", "meta": {}}, {"error": "down"}, "VOID", None, 7, {"data": {}}],
)
def test_a_flat_answer_to_several_touches_no_order(said):
    """F21: a flat reply to a batch refunded every order in it."""
    with pytest.raises(FaultError):
        read_many(said, ["1", "2"], PLAIN)
    with pytest.raises(FaultError):
        read_many(said, ["1", "2"], DEEP)
