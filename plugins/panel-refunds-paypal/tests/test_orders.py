"""The order shows the refunds, the payment says whether there are any; where they disagree nothing is complete."""

from __future__ import annotations

from typing import Any

import pytest

from panel_refunds.ports.asking import NoAnswerError
from panel_refunds.ports.said import UnreadableError
from panel_refunds_testkit.peer import PeerReply, PeerRequest
from paypal_account import said_by, usd

ORDERS = "https://api.sandbox.paypal.com/v2/checkout/orders"
CAPTURES = "https://api.sandbox.paypal.com/v2/payments/captures"


def capture(status: str = "COMPLETED", **more: Any) -> dict[str, Any]:
    money = {"currency_code": "USD", "value": "50.00"}
    related = {"related_ids": {"order_id": "O1"}}
    return {"id": "C1", "status": status, "amount": money, "supplementary_data": related, **more}


def refund(ref: str, value: str, of: str = "C1", status: str = "COMPLETED") -> dict[str, Any]:
    money = {"currency_code": "USD", "value": value}
    return {"id": ref, "status": status, "amount": money, "links": [{"rel": "up", "href": f"{CAPTURES}/{of}"}]}


def found(taken: dict[str, Any], *refunds: dict[str, Any], order: Any = None):
    payments = {"captures": [taken, {"id": "C2"}], "refunds": list(refunds)}
    known = {"id": "O1", "purchase_units": [{}, {"payments": payments}]} if order is None else order

    def answer(request: PeerRequest) -> PeerReply:
        if "captures" in request.path:
            return PeerReply.json(200, taken)
        missing = {"name": "RESOURCE_NOT_FOUND", "message": "m", "debug_id": "1"}
        return PeerReply.json(200, known) if known else PeerReply.json(404, missing)

    with said_by(answer) as (gateway, _):
        return gateway.find_refunds("C1")


def test_only_the_refunds_of_this_payment():
    seen = found(capture("PARTIALLY_REFUNDED"), refund("R1", "10.00"), refund("R2", "5.00", of="C2"))

    assert [each.ref for each in seen.refunds] == ["R1"]
    assert seen.complete


@pytest.mark.parametrize(
    ("status", "refunds", "complete"),
    [
        ("COMPLETED", [], True),
        ("COMPLETED", [refund("R1", "10.00", status="PENDING")], True),
        ("PARTIALLY_REFUNDED", [], False),
        ("PARTIALLY_REFUNDED", [refund("R1", "10.00", status="FAILED")], False),
        ("PARTIALLY_REFUNDED", [refund("R1", "10.00")], True),
        ("REFUNDED", [refund("R1", "10.00")], False),
        ("REFUNDED", [refund("R1", "10.00"), refund("R2", "40.00")], True),
    ],
)
def test_the_payment_has_to_agree(status, refunds, complete):
    assert found(capture(status), *refunds).complete is complete


def test_without_an_order_nothing_is_complete():
    assert not found(capture(supplementary_data=None)).complete
    assert not found(capture(), order={}).complete


def test_a_payment_whose_refunds_are_not_shown_is_not_told():
    alone = PeerReply.json(200, capture("REFUNDED", supplementary_data=None))
    with said_by(lambda _: alone) as (gateway, _), pytest.raises(NoAnswerError, match="all refunds"):
        gateway.get_payment("C1")


@pytest.mark.parametrize(
    "order",
    [
        {"id": "O2", "purchase_units": []},
        {"id": "O1", "purchase_units": []},
        {"id": "O1"},
        {"id": "O1", "purchase_units": [{"payments": {"captures": [{"id": "C9"}]}}]},
        {"id": "O1", "purchase_units": [{"payments": {"captures": [{"id": "C1"}], "refunds": [{"id": "R1"}]}}]},
    ],
)
def test_an_order_that_does_not_fit_is_unreadable(order):
    with pytest.raises(UnreadableError):
        found(capture(), order=order)


def test_two_orders_are_none():
    with pytest.raises(UnreadableError, match="two orders"):
        found(capture(links=[{"rel": "up", "href": f"{ORDERS}/O2"}]))
    assert found(capture(supplementary_data=None, links=[{"rel": "up", "href": f"{ORDERS}/O1"}])).complete


def test_what_went_back_is_among_the_facts(paypal, gateway):
    payment = paypal.take_payment(usd("50"), fee=usd("1.75"))
    paypal.refund_outside(payment, usd("20"))

    assert gateway.get_payment(payment).refunded == usd("20")
