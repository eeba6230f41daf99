"""Review over HTTP: the flows decide who may, and four eyes are four eyes here too. (F16)"""

from __future__ import annotations

import pytest
from tests.web.panel import Installed, Panel


def test_an_approved_request_is_sent_and_paid(panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")
    approved = panel.approve(request)
    assert (approved.status, approved["state"], approved["decided_by"]) == (200, "approved", ["finance-1"])

    panel.work()
    done = panel.get(f"/requests/{request['id']}")
    assert (done["state"], done["refunds"][0]["state"]) == ("paid", "paid")
    assert done["arrival"] == {"first": "2026-09-04", "last": "2026-09-23"}
    assert done["refunds"][0]["attempts"][0]["state"] == "succeeded"
    assert panel.figures() == ("30.00", "0.00", "0.00")


def test_less_than_recommended_needs_a_reason(panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")

    assert panel.approve(request, amount="10.00").code == "reason_needed"
    done = panel.approve(request, amount="10.00", text="The rest is used by an order under way.")
    assert (done["state"], done["decision"]["gross"]) == ("approved", "10.00")
    assert panel.figures() == ("40.00", "0.00", "10.00")


def test_more_than_asked_is_refused(panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")

    assert panel.approve(request, amount="30.00", text="Why not.").code == "exceeds_unspent"


def test_who_opened_a_request_for_a_customer_may_not_approve_it(panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00", by="finance-1")

    assert panel.approve(request, "finance-1").code == "second_person_needed"
    assert panel.approve(request, "finance-2")["state"] == "approved"


@pytest.mark.parametrize("person", ["support-1", "finances-1", "boss-finance"])
def test_somebody_with_another_role_may_not_approve(panel: Panel, person: str) -> None:
    panel.deposit()
    request = panel.request("20.00")
    answer = panel.approve(request, person)

    assert (answer.status, answer.code) == (403, "role_needed")
    assert panel.get(f"/requests/{request['id']}")["state"] == "in_review"


def test_a_closed_window_is_set_aside_by_two_people_with_a_reason_only(panel: Panel) -> None:
    panel.deposit()
    panel.installed.passes(days=20)
    request = panel.request("20.00")
    assert request["recommend"] == "decline"

    assert panel.approve(request).code == "second_person_needed"
    assert panel.approve(request, "finance-1", "finance-1", text="A good customer.").code == "second_person_needed"
    assert panel.approve(request, "finance-1", "finance-2").code == "second_person_needed"
    done = panel.approve(request, "finance-1", "finance-2", text="A good customer.")
    assert (done["state"], done["overrides"]) == ("approved", ["window_closed"])


def test_a_disputed_payment_is_never_approved(panel: Panel) -> None:
    deposit = panel.deposit()
    request = panel.request("20.00")
    panel.post(f"/deposits/{deposit['id']}/dispute", {"state": "opened"})

    answer = panel.approve(request, "finance-1", "finance-2", text="Please.")
    assert answer.code in ("payment_disputed", "request_closed")
    panel.work()
    assert panel.installed.gateway.asked == ()


def test_a_decline_needs_a_reason_and_frees_the_money(panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")
    path = f"/requests/{request['id']}/decline"

    assert panel.post(path, {"by": "finance-1", "text": " "}).code == "reason_needed"
    done = panel.post(path, {"by": "finance-1", "text": "The order is under way."})
    assert done["state"] == "declined"
    assert any("The order is under way." in message["text"] for message in done["conversation"])
    assert panel.figures() == ("50.00", "0.00", "0.00")
    assert panel.post(path, {"by": "finance-1", "text": "Again."}).code == "request_closed"


def test_a_question_stops_the_clock_and_keeps_the_hold(panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")
    done = panel.post(f"/requests/{request['id']}/ask", {"by": "finance-1", "text": "Which card?"})

    assert (done["state"], done["paused_at"]) == ("waiting_for_customer", "2026-09-01T14:00:00Z")
    assert panel.figures() == ("30.00", "0.00", "20.00")
    panel.installed.passes(days=7)
    answered = panel.post(f"/requests/{request['id']}/reply", {"customer": "c1", "text": "The blue one."})
    assert answered["state"] == "in_review"
    assert answered["due"] > done["due"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("approve", {"by": []}),
        ("approve", {"by": "finance-1"}),
        ("approve", {"by": [1]}),
        ("decline", {"by": ["finance-1"], "text": "x"}),
    ],
)
def test_people_are_named_in_the_form_that_is_asked_for(panel: Panel, path: str, body: dict[str, object]) -> None:
    assert panel.post(f"/requests/rr_x/{path}", body).code == "field_invalid"


def test_another_tenants_requests_cannot_be_decided(panel: Panel, other: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")

    assert other.approve(request).code == "not_found"
    for path in ("decline", "ask"):
        assert other.post(f"/requests/{request['id']}/{path}", {"by": "finance-1", "text": "x"}).code == "not_found"
    assert panel.get(f"/requests/{request['id']}").body == request


def test_a_list_is_approved_one_by_one_and_once(panel: Panel) -> None:
    for customer in ("c1", "c2"):
        panel.deposit("50.00", customer)
    ids = [panel.request("20.00", customer)["id"] for customer in ("c1", "c2")]
    panel.post(f"/requests/{ids[1]}/decline", {"by": "finance-2", "text": "No."})
    body = {"by": "finance-1", "requests": [{"request": each, "amount": "20.00"} for each in ids]}

    done = panel.post("/approvals", body, key="a-list-of-two")

    assert [(each["outcome"], each["state"], each["code"]) for each in done["requests"]] == [
        ("approved", "approved", None),
        ("refused", None, "request_closed"),
    ]
    assert panel.post("/approvals", body, key="a-list-of-two").body == done.body
    assert panel.post("/approvals", {**body, "requests": []}).status == 422


def test_who_died_in_the_middle_of_a_list_is_finished_by_the_same_key(installed: Installed, panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")["id"]
    body = {"by": "finance-1", "requests": [{"request": request, "amount": "20.00"}]}
    panel.post("/approvals", body, key="a-list-of-one")
    installed.damage("DELETE FROM reply WHERE tenant_id = ? AND key = 'a-list-of-one'")

    (again,) = panel.post("/approvals", body, key="a-list-of-one")["requests"]

    assert (again["outcome"], again["before"]) == ("approved", True)


def test_a_yes_can_wait_for_the_person_who_helps_to_set_a_rule_aside(installed: Installed, panel: Panel) -> None:
    panel.deposit()
    installed.passes(days=20)
    request = panel.request("20.00")

    assert panel.approve(request, "finance-1", text="In hospital.").code == "second_person_needed"
    assert panel.approve(request, "finance-1", text="In hospital.", waits=True)["state"] == "in_review"
    assert panel.approve(request, "finance-2", text="I agree.", waits=True)["state"] == "approved"


def test_others_than_finance_neither_decline_nor_as_auditors_ask(panel: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")

    assert panel.post(f"/requests/{request['id']}/decline", {"by": "support-1", "text": "No."}).code == "role_needed"
    assert panel.post(f"/requests/{request['id']}/ask", {"by": "auditor-1", "text": "Well?"}).code == "role_needed"
