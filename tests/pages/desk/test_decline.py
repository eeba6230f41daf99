"""Declining on the pages: with a reason, by who may, once."""

from __future__ import annotations

import pytest
from tests.pages.desk.staff import staff_browser


def test_a_decline_gives_everything_back_and_tells_the_customer_why(panel, ana):
    panel.deposit()
    request = panel.request("20.00")
    ana.open(f"/desk/requests/{request['id']}")

    page = ana.follow("Decline…")
    assert "$20.00 stays on the balance of c1" in page
    page = ana.press("Decline and tell the customer", text="The order was delivered.")

    assert page.path.endswith("?done=declined")
    told = panel.get(f"/requests/{request['id']}")
    assert told["state"] == "declined"
    assert "The order was delivered." in told["conversation"][-1]["text"]
    assert panel.figures() == ("50.00", "0.00", "0.00")


def test_without_a_reason_nothing_is_declined(panel, ana):
    panel.deposit()
    request = panel.request("20.00")
    ana.open(f"/desk/requests/{request['id']}/decline")

    page = ana.press("Decline and tell the customer", text="  ")

    assert page.errors == ["A decline needs a reason that the customer can read."]
    assert panel.get(f"/requests/{request['id']}")["state"] == "in_review"


def test_a_template_fills_in_the_reason(panel, ana):
    panel.deposit()
    request = panel.request("20.00")
    ana.open(f"/desk/requests/{request['id']}/decline")

    page = ana.follow("It is spent")

    assert page.value("text").startswith("The money of this deposit was used")


@pytest.mark.parametrize("person", ["support-tim", "auditor-zoe"])
def test_who_may_not_decline_is_told_why(installed, panel, person):
    panel.deposit()
    request = panel.request("20.00")
    browser = staff_browser(installed, person)
    page = browser.open(f"/desk/requests/{request['id']}/decline")
    assert page.errors == [f"{person} may not decline; that needs one of: finance."]

    token = page.tree.find("input", name="csrf_token")["value"]
    page = browser.post(f"/desk/requests/{request['id']}/decline", {"csrf_token": token, "text": "No."})

    assert page.status == 403
    assert panel.get(f"/requests/{request['id']}")["state"] == "in_review"


def test_sent_twice_or_after_somebody_else_it_is_declined_once(installed, panel, ana):
    panel.deposit()
    request = panel.request("20.00")
    form = ana.open(f"/desk/requests/{request['id']}/decline")
    ben = staff_browser(installed, "finance-ben")
    ben.open(f"/desk/requests/{request['id']}/decline")

    ana.press("Decline and tell the customer", text="No.")
    assert ana.press("Decline and tell the customer", page=form, text="No.").status == 200
    page = ben.press("Decline and tell the customer", text="No, says Ben.")

    assert (page.status, "finance-ana declined it" in page) == (409, True)
    assert [each["action"] for each in panel.get("/actions")["items"]] == ["decline"]


def test_what_is_declined_already_shows_how_it_stands(panel, ana):
    panel.deposit()
    request = panel.request("20.00")
    panel.post(f"/requests/{request['id']}/decline", {"by": "finance-ben", "text": "No."})

    assert "finance-ben declined it" in ana.open(f"/desk/requests/{request['id']}/decline")
