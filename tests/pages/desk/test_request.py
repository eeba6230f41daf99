"""A request's page shows all that is known of it, in every state, and says why a button is not there."""

from __future__ import annotations

import pytest
from tests.pages.desk.staff import staff_browser


@pytest.fixture
def request_id(panel) -> str:
    deposit = panel.deposit(display="Visa •••• 4242", fingerprint="card-1")
    panel.deposit("30.00", "c2", display="Visa •••• 4242", fingerprint="card-1")
    panel.post("/bonuses", {"customer": "c1", "amount": "5.00", "tied_to": deposit["id"]})
    made: str = panel.request("20.00", text="It <b>never</b> started.")["id"]
    return made


def test_everything_is_on_one_page(panel, ana, request_id):
    page = ana.open(f"/desk/requests/{request_id}")

    assert page.heading == "$20.00 back to c1"
    for words in (
        "Rules: approve",
        "$18.25",
        "The request is in time.",
        "20.00 − 1.75 fee = 18.25",
        "Lots that are left of it",
        "Customers who paid from the same account",
        "1 deposit, $30.00",
        "It <b>never</b> started.",
        "This is the first.",
        "Account open",
    ):
        assert words in page, words
    assert "<b>never" not in page.html
    assert "Bonus cancelled" in page
    assert "$5.00" in page


def test_other_requests_of_the_customer_are_listed(panel, ana, request_id):
    panel.post(f"/requests/{request_id}/decline", {"by": "finance-ben", "text": "No."})
    second = panel.request("10.00")["id"]

    page = ana.open(f"/desk/requests/{second}")

    assert request_id in page.links
    assert "finance-ben" not in page


@pytest.mark.parametrize("state", ["waiting_for_customer", "approved", "paid", "declined", "withdrawn", "failed"])
def test_every_state_has_its_page(installed, panel, ana, request_id, state):
    if state == "waiting_for_customer":
        panel.post(f"/requests/{request_id}/ask", {"by": "finance-ben", "text": "Which?"})
    elif state == "declined":
        panel.post(f"/requests/{request_id}/decline", {"by": "finance-ben", "text": "No."})
    elif state == "withdrawn":
        panel.post(f"/requests/{request_id}/withdraw", {"customer": "c1"})
    else:
        if state == "failed":
            installed.gateway.script("rejected:account_closed")
        panel.approve({"id": request_id})
        if state != "approved":
            panel.work()
    assert panel.get(f"/requests/{request_id}")["state"] == state

    page = ana.open(f"/desk/requests/{request_id}")

    assert page.status == 200
    may_be_approved = state in ("waiting_for_customer", "failed")
    assert ("Approve…" in page.links) == may_be_approved
    assert ("Decline…" in page.links) == (may_be_approved or state == "approved")
    assert "Ask the customer…" not in page.links


def test_why_the_rules_say_no_stands_where_the_button_would(panel, ana):
    deposit = panel.deposit()
    request = panel.request("20.00")
    panel.post(f"/deposits/{deposit['id']}/dispute", {"state": "opened"})

    page = ana.open(f"/desk/requests/{request['id']}")

    assert "It cannot be approved as things are" in page
    assert "Approve…" not in page.links


def test_who_opened_it_may_not_approve_it_and_reads_why(installed, panel):
    panel.deposit()
    request = panel.request("20.00", by="finance-ana")

    page = staff_browser(installed).open(f"/desk/requests/{request['id']}")

    assert "You cannot approve it: Who opened the request may not approve it." in page
    assert "Decline…" in page.links


def test_another_tenants_ids_are_not_there(other, ana):
    deposit = other.deposit("50.00", "c9")
    order = other.order("5.00", "c9")
    request = other.request("20.00", "c9")
    refund = other.get(f"/requests/{request['id']}")["refunds"][0]["id"]

    for path in (
        f"requests/{request['id']}",
        f"requests/{request['id']}/approve",
        f"requests/{request['id']}/decline",
        f"requests/{request['id']}/ask",
        f"refunds/{refund}",
        f"deposits/{deposit['id']}/payment",
        f"deposits/{deposit['id']}/dispute",
        f"orders/{order['id']}",
        "customers/c9",
        "gateways/north",
        "words/wrd_x",
        "letters/out_x:log",
    ):
        assert ana.open(f"/desk/{path}").status == 404, path


def test_another_tenants_form_changes_nothing(other, ana):
    other.deposit("50.00", "c9")
    request = other.request("20.00", "c9")
    before = other.get(f"/requests/{request['id']}").body
    token = ana.open("/desk").tree.find("input", name="csrf_token")["value"]

    for what in ("approve", "approve/send", "decline", "ask"):
        given = {"csrf_token": token, "amount": "20.00", "text": "No."}
        assert ana.post(f"/desk/requests/{request['id']}/{what}", given).status == 404

    assert other.get(f"/requests/{request['id']}").body == before
