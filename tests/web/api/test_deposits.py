"""Deposits over HTTP: credited once for each payment, with a fee once it is known, frozen when contested."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.panel import Panel

GIVEN = {"customer": "c1", "gateway": "manual", "payment": "pay_1", "amount": "50.00"}


def test_a_payment_is_credited_with_the_policy_in_force(panel: Panel) -> None:
    answer = panel.post("/deposits", {**GIVEN, "fee": "1.75", "display": "Visa •••• 4242"})

    assert answer.status == 201
    assert answer["id"].startswith("dep_")
    assert answer["credited_at"] == "2026-09-01T14:00:00Z"
    wanted = {
        **GIVEN,
        "currency": "USD",
        "fee": "1.75",
        "dispute": "none",
        "external_refunded": "0.00",
        "policy": "default@2025-08-29",
        "method": "card",
        "display": "Visa •••• 4242",
    }
    assert {name: answer[name] for name in wanted} == wanted
    assert panel.get(f"/deposits/{answer['id']}").body == answer.body
    assert panel.figures() == ("50.00", "0.00", "0.00")


def test_the_same_payment_is_one_deposit_whatever_the_key(panel: Panel) -> None:
    first = panel.post("/deposits", GIVEN)
    again = panel.post("/deposits", GIVEN)

    assert again["id"] == first["id"]
    assert panel.figures() == ("50.00", "0.00", "0.00")


@pytest.mark.parametrize("change", [{"customer": "c2"}, {"amount": "51.00"}, {"currency": "EUR"}])
def test_the_same_payment_with_other_figures_is_refused(panel: Panel, change: dict[str, str]) -> None:
    first = panel.post("/deposits", GIVEN)
    answer = panel.post("/deposits", {**GIVEN, **change})

    assert (answer.status, answer.code) == (409, "already_exists")
    assert panel.get("/deposits")["items"] == [first.body]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"gateway": "nobody"}, "not_found", "gateway"),
        ({"amount": "50.001"}, "amount_invalid", "amount"),
        ({"amount": "50.00", "currency": "JPY"}, None, None),
        ({"amount": "50.10", "currency": "JPY"}, "amount_invalid", "amount"),
        ({"fee": "50.01"}, "amount_invalid", "fee"),
        ({"fee": "-1"}, "amount_invalid", "fee"),
        ({"fee": 1.75}, "amount_invalid", "fee"),
        ({"amount": "92233720368.55"}, "amount_invalid", "amount"),
    ],
)
def test_figures_that_cannot_be_are_refused(panel: Panel, change: dict[str, Any], code: str | None, field: Any) -> None:
    answer = panel.post("/deposits", {**GIVEN, **change})

    assert answer.code == code
    if code:
        assert answer["field"] == field
        assert panel.get("/deposits")["items"] == []


def test_a_fee_becomes_known_once(panel: Panel) -> None:
    deposit = panel.deposit(fee=None)
    path = f"/deposits/{deposit['id']}/fee"

    assert panel.get("/customers/c1/quote")["receives"] is None
    assert panel.post(path, {"fee": "1.75"})["fee"] == "1.75"
    assert panel.post(path, {"fee": "1.75"})["fee"] == "1.75"
    assert panel.post(path, {"fee": "1.76"}).code == "fee_known_already"
    assert panel.get("/customers/c1/quote")["receives"] == "48.25"


def test_a_contested_payment_is_frozen_until_it_is_decided(panel: Panel) -> None:
    deposit = panel.deposit()
    path = f"/deposits/{deposit['id']}/dispute"

    assert panel.post(path, {"state": "inquiry"})["dispute"] == "inquiry"
    assert panel.figures() == ("50.00", "0.00", "0.00")
    assert panel.post(path, {"state": "opened"})["dispute"] == "open"
    assert panel.figures() == ("0.00", "0.00", "50.00")
    assert panel.post(path, {"state": "won"})["dispute"] == "won"
    assert panel.figures() == ("50.00", "0.00", "0.00")
    assert panel.post(path, {"state": "lost"}).code == "dispute_closed"


def test_a_dispute_nobody_opened_cannot_be_lost(panel: Panel) -> None:
    deposit = panel.deposit()

    assert panel.post(f"/deposits/{deposit['id']}/dispute", {"state": "lost"}).code == "no_dispute"


def test_deposits_come_in_pages_oldest_first(panel: Panel) -> None:
    made = [panel.deposit(customer=f"c{number % 2}")["id"] for number in range(5)]

    first = panel.get("/deposits", limit=2)
    second = panel.get("/deposits", limit=2, after=first["next"])
    third = panel.get("/deposits", limit=2, after=second["next"])
    assert [item["id"] for page in (first, second, third) for item in page["items"]] == made
    assert third["next"] is None
    assert [item["id"] for item in panel.get("/deposits", customer="c1")["items"]] == [made[1], made[3]]


def test_another_tenants_deposits_do_not_exist(panel: Panel, other: Panel) -> None:
    deposit = panel.deposit(fee=None)

    assert other.get("/deposits")["items"] == []
    assert other.get("/deposits", customer="c1")["items"] == []
    assert other.get(f"/deposits/{deposit['id']}").code == "not_found"
    assert other.post(f"/deposits/{deposit['id']}/fee", {"fee": "1.00"}).code == "not_found"
    assert other.post(f"/deposits/{deposit['id']}/dispute", {"state": "opened"}).code == "not_found"
    assert panel.get(f"/deposits/{deposit['id']}").body == deposit


def test_a_payment_is_shown_as_its_gateway_has_it(panel: Panel) -> None:
    deposit = panel.deposit()

    seen = panel.get(f"/deposits/{deposit['id']}/payment")

    assert (seen["answered"], seen["currency"], seen["amount"], seen["refunded"]) == ("seen", "USD", "50.00", "0.00")
    assert panel.get("/deposits/dep_nothing/payment").code == "not_found"


def test_a_person_who_says_how_a_dispute_was_decided_is_on_record(panel: Panel) -> None:
    deposit = panel.deposit()
    path = f"/deposits/{deposit['id']}/dispute"
    panel.post(path, {"state": "opened"})

    assert panel.post(path, {"state": "won", "by": "finance-1"}).code == "evidence_needed"
    assert panel.post(path, {"state": "won", "by": "auditor-1", "text": "A letter"}).code == "role_needed"
    assert panel.post(path, {"state": "won", "by": "finance-1", "text": "A letter"})["dispute"] == "won"
    assert [each["action"] for each in panel.get("/actions")["items"]] == ["close_dispute"]
