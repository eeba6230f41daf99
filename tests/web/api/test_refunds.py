"""Refunds over HTTP: looked at, paid by hand where a gateway cannot, tried again when an operator says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.web.panel import Installed, Panel


def by_hand(installed: Installed) -> None:
    installed.gateway._capabilities = replace(installed.gateway._capabilities, refund="manual")


def approved(panel: Panel) -> str:
    panel.deposit()
    request = panel.request("20.00")
    panel.approve(request)
    refund: str = panel.get(f"/requests/{request['id']}")["refunds"][0]["id"]
    return refund


def test_an_operator_records_what_was_paid_by_hand_once(installed: Installed, panel: Panel) -> None:
    by_hand(installed)
    refund = approved(panel)
    panel.work()
    assert panel.get(f"/refunds/{refund}")["task"]
    body = {"reference": "wire 4711", "by": "finance-1"}

    done = panel.post(f"/refunds/{refund}/payout", body)
    assert (done["state"], done["reference"], done["net"]) == ("paid", "wire 4711", "18.25")
    assert panel.post(f"/refunds/{refund}/payout", body)["state"] == "paid"
    assert panel.post(f"/refunds/{refund}/payout", {**body, "reference": "other"}).code == "not_an_operator_task"
    assert panel.figures() == ("30.00", "0.00", "0.00")


def test_what_a_gateway_pays_cannot_be_recorded_over_its_head(panel: Panel) -> None:
    refund = approved(panel)

    answer = panel.post(f"/refunds/{refund}/payout", {"reference": "wire 1", "by": "finance-1"})
    assert (answer.status, answer.code) == (409, "not_an_operator_task")


def test_an_operator_has_a_waiting_refund_tried_at_once(installed: Installed, panel: Panel) -> None:
    installed.gateway.script("rejected:insufficient_balance")
    refund = approved(panel)
    panel.work()
    assert panel.get(f"/refunds/{refund}")["state"] == "approved"
    assert panel.work() == 0

    answer = panel.post(f"/refunds/{refund}/pay", {"by": "finance-1"})
    assert answer.status == 200
    panel.work()
    assert panel.get(f"/refunds/{refund}")["state"] == "paid"
    assert [action["action"] for action in panel.get("/actions")["items"]] == ["approve", "send_again"]


@pytest.mark.parametrize("state", ["held", "paid"])
def test_only_what_is_approved_and_not_sent_can_be_tried(panel: Panel, state: str) -> None:
    panel.deposit()
    request = panel.request("20.00")
    if state == "paid":
        panel.approve(request)
        panel.work()
    refund = panel.get(f"/requests/{request['id']}")["refunds"][0]

    answer = panel.post(f"/refunds/{refund['id']}/pay", {"by": "finance-1"})
    assert refund["state"] == state
    assert answer.code == ("too_late" if state == "paid" else "request_not_in_review")


def test_attempts_and_tasks_are_for_the_staff(installed: Installed, panel: Panel) -> None:
    refund = approved(panel)
    panel.work()
    assert panel.get(f"/refunds/{refund}")["attempts"][0]["sends"] == 1

    answer = installed.panel("smmpanelus", "read").get(f"/refunds/{refund}")
    assert (answer["attempts"], answer["task"]) == (None, None)


def test_another_tenants_refunds_do_not_exist(panel: Panel, other: Panel) -> None:
    refund = approved(panel)

    assert other.get(f"/refunds/{refund}").code == "not_found"
    assert other.post(f"/refunds/{refund}/pay", {"by": "finance-1"}).code == "not_found"
    assert other.post(f"/refunds/{refund}/payout", {"reference": "x", "by": "finance-1"}).code == "not_found"
    seen = {"ran": True, "evidence": "x", "by": "finance-1"}
    assert other.post(f"/refunds/{refund}/seen", seen).code == "not_found"
    assert panel.get(f"/refunds/{refund}")["state"] == "approved"


@pytest.mark.parametrize(("ran", "state"), [(True, "paid"), (False, "approved")])
def test_an_operator_says_what_no_look_up_can_tell(panel: Panel, ran: bool, state: str) -> None:
    panel.installed.gateway.script("unknown")
    refund = approved(panel)
    panel.work()
    body = {"ran": ran, "evidence": "seen in the dashboard", "by": "finance-1"}
    assert panel.post(f"/refunds/{refund}/seen", body).code == "not_an_operator_task"
    while panel.get(f"/refunds/{refund}")["task"] is None:
        panel.installed.passes(days=1)
        assert panel.work() > 0

    assert panel.post(f"/refunds/{refund}/seen", {**body, "evidence": ""}).code == "field_invalid"
    done = panel.post(f"/refunds/{refund}/seen", body, key="the-same-key")
    assert (done["state"], done["task"]) == (state, None)
    assert panel.post(f"/refunds/{refund}/seen", body, key="the-same-key").body == done.body
    assert panel.get("/audit")["faults"] == []


def test_a_refund_that_waits_for_the_gateways_balance_says_since_when(installed, panel):
    panel.deposit()
    request = panel.request("20.00")
    installed.gateway.script("rejected:insufficient_balance")
    panel.approve(request)
    panel.work()

    (refund,) = panel.get(f"/requests/{request['id']}")["refunds"]
    assert refund["queued_at"] == "2026-09-01T14:00:00Z"
