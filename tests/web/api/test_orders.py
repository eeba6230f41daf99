"""Orders over HTTP: charged at once, given back when the provider says so, decided by people where they must."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.web.panel import Panel

GIVEN = {"customer": "c1", "charge": "10.00", "quantity": 1000, "provider": "main"}


def test_an_order_is_charged_bonus_first(panel: Panel) -> None:
    panel.deposit()
    panel.post("/bonuses", {"customer": "c1", "amount": "3.00"})
    answer = panel.post("/orders", {**GIVEN, "provider_ref": "77", "service": "likes", "runs": 2})

    assert answer.status == 201
    assert answer["id"].startswith("ord_")
    wanted = {**GIVEN, "provider_ref": "77", "service": "likes", "runs": 2, "status": "pending", "refunded": "0.00"}
    assert {name: answer[name] for name in wanted} == wanted
    assert panel.figures() == ("43.00", "0.00", "0.00")
    assert panel.get(f"/orders/{answer['id']}").body == answer.body


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"charge": "50.01"}, "insufficient_funds"),
        ({"customer": "c2"}, "insufficient_funds"),
        ({"currency": "EUR"}, "insufficient_funds"),
        ({"provider": "north"}, "not_found"),
        ({"charge": "0"}, "amount_invalid"),
        ({"charge": 10}, "amount_invalid"),
        ({"charge": "0.000000001"}, "amount_invalid"),
        ({"quantity": 0}, "field_invalid"),
        ({"quantity": "1000"}, "field_invalid"),
        ({"quantity": 1.0}, "field_invalid"),
        ({"quantity": True}, "field_invalid"),
        ({"quantity": 10**13}, "field_invalid"),
        ({"runs": -1}, "field_invalid"),
        ({"refill_days": 40_000}, "field_invalid"),
    ],
)
def test_an_order_that_cannot_be_charged_leaves_no_trace(panel: Panel, change: dict[str, Any], code: str) -> None:
    panel.deposit()
    answer = panel.post("/orders", {**GIVEN, **change})

    assert answer.code == code
    assert panel.get("/orders")["items"] == []
    assert panel.figures() == ("50.00", "0.00", "0.00")


def test_a_charge_may_be_finer_than_money_can_be_paid(panel: Panel) -> None:
    panel.deposit()

    assert panel.post("/orders", {**GIVEN, "charge": "0.00002"})["charge"] == "0.00002"
    assert panel.figures() == ("49.99998", "0.00", "0.00")


@pytest.mark.parametrize(
    ("raw", "figures", "ref", "review"),
    [
        ('{"order": 4711}', ("40.00", "0.00", "0.00"), "4711", None),
        ('{"error": "Not enough funds on balance"}', ("50.00", "0.00", "0.00"), None, None),
        ("<html>Bad gateway</html>", ("40.00", "0.00", "0.00"), None, "placement_unknown"),
    ],
)
def test_the_providers_raw_answer_decides_what_becomes_of_an_order(
    panel: Panel, raw: str, figures: Any, ref: str | None, review: str | None
) -> None:
    panel.deposit()
    order = panel.order(provider_ref=None)
    answer = panel.post(f"/orders/{order['id']}/placement", {"raw": raw})

    assert (answer.status, answer["provider_ref"], answer["review"]) == (200, ref, review)
    assert panel.figures() == figures


def test_an_order_that_waits_for_a_person_is_listed_and_decided(panel: Panel) -> None:
    panel.deposit()
    order, _ = panel.order(provider_ref=None), panel.order()
    panel.post(f"/orders/{order['id']}/placement", {"raw": ""})
    assert [item["id"] for item in panel.get("/orders", review="true")["items"]] == [order["id"]]

    path = f"/orders/{order['id']}/decide"
    assert panel.post(path, {"pays": "whole", "by": "finance-1", "text": ""}).code == "reason_needed"
    assert panel.post(path, {"pays": "some", "by": "finance-1", "text": "x"}).code == "field_invalid"
    done = panel.post(path, {"pays": "whole", "by": "finance-1", "text": "The provider never had it."})
    assert (done["refunded"], done["review"]) == ("10.00", None)
    assert panel.post(path, {"pays": "whole", "by": "finance-1", "text": "Again."}).code == "request_not_in_review"
    assert panel.figures() == ("40.00", "0.00", "0.00")


def test_a_customer_cancels_only_an_own_order_that_has_not_started(panel: Panel) -> None:
    panel.deposit()
    order = panel.order()
    panel.post("/statuses", {"statuses": [{"order": order["id"], "status": "In progress"}]})
    path = f"/orders/{order['id']}/cancel"

    assert panel.post(path, {"customer": "c2"}).code == "not_found"
    assert panel.post(path, {"customer": "c1"}).code == "cancel_not_possible"


def test_orders_come_in_pages_oldest_first(panel: Panel) -> None:
    panel.deposit()
    panel.deposit(customer="c0")
    made = [panel.order("1.00", customer=f"c{number % 2}")["id"] for number in range(5)]

    found: list[str] = []
    after: str | None = None
    for _ in range(3):
        page = panel.get("/orders", limit=2, **({"after": after} if after else {}))
        found += [item["id"] for item in page["items"]]
        after = page["next"]
    assert (found, after) == (made, None)
    assert [item["id"] for item in panel.get("/orders", customer="c1")["items"]] == [made[1], made[3]]


def test_another_tenants_orders_do_not_exist(panel: Panel, other: Panel) -> None:
    panel.deposit()
    order = panel.order(provider_ref=None)
    other.deposit()

    assert other.get("/orders")["items"] == []
    assert other.get("/orders", customer="c1")["items"] == []
    for path, body in (
        ("placement", {"raw": json.dumps({"error": "x"})}),
        ("cancel", {"customer": "c1"}),
        ("decide", {"pays": "whole", "by": "finance-1", "text": "x"}),
    ):
        assert other.post(f"/orders/{order['id']}/{path}", body).code == "not_found"
    assert other.get(f"/orders/{order['id']}").code == "not_found"
    assert panel.get(f"/orders/{order['id']}").body == order
