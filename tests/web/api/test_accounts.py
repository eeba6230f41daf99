"""Accounts over HTTP: ended with a cause, forfeited by two people with evidence. (Clause 6)"""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.panel import Panel

FRAUD = {"cause": "fraud", "evidence": "Chargebacks on three cards.", "by": ["finance-1", "owner-1"]}


def test_a_terminated_account_keeps_its_balance_and_gets_nothing_back(panel: Panel) -> None:
    panel.deposit()
    answer = panel.post("/accounts/c1/terminate", {"cause": "abuse", "by": "owner-1"})

    assert (answer.status, answer["state"]) == (200, "terminated")
    assert panel.figures() == ("50.00", "0.00", "0.00")
    assert panel.get("/customers/c1/quote")["refundable"] == "0.00"
    assert panel.request("20.00")["recommend"] == "decline"


def test_a_forfeited_account_loses_everything_once(panel: Panel) -> None:
    panel.deposit()
    panel.post("/bonuses", {"customer": "c1", "amount": "5.00"})
    request = panel.request("20.00")
    answer = panel.post("/accounts/c1/forfeit", FRAUD, key="the-same-key")

    assert answer["state"] == "forfeited"
    assert panel.figures() == ("0.00", "0.00", "0.00")
    assert panel.get(f"/requests/{request['id']}")["state"] == "declined"
    assert panel.post("/accounts/c1/forfeit", FRAUD, key="the-same-key").body == answer.body
    assert panel.post("/accounts/c1/forfeit", FRAUD).code == "already_forfeited"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"by": ["finance-1"]}, "second_person_needed"),
        ({"by": ["finance-1", "finance-1"]}, "second_person_needed"),
        ({"evidence": " "}, "evidence_needed"),
        ({"cause": ""}, "reason_needed"),
    ],
)
def test_a_forfeiture_needs_two_people_a_cause_and_evidence(panel: Panel, change: dict[str, Any], code: str) -> None:
    panel.deposit()
    answer = panel.post("/accounts/c1/forfeit", {**FRAUD, **change})

    assert (answer.status, answer.code) == (422, code)
    assert panel.figures() == ("50.00", "0.00", "0.00")


def test_another_tenants_customer_of_the_same_name_is_not_touched(panel: Panel, other: Panel) -> None:
    panel.deposit()

    assert other.post("/accounts/c1/forfeit", FRAUD).code == "not_found"
    assert other.post("/accounts/c1/terminate", {"cause": "x", "by": "owner-1"}).code == "not_found"
    other.deposit()
    other.post("/accounts/c1/forfeit", FRAUD)
    assert panel.get("/customers/c1/balance")["state"] == "open"
    assert panel.figures() == ("50.00", "0.00", "0.00")
