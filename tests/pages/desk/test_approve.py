"""Approving on the pages: the effect before the button, two people, two at once, twice sent."""

from __future__ import annotations

import pytest
from tests.pages.desk.staff import staff_browser


def state(panel, request) -> str:
    return panel.get(f"/requests/{request['id']}")["state"]


def yes(browser, request, **fields):
    """From the request's page to the check page."""
    browser.open(f"/desk/requests/{request['id']}")
    browser.follow("Approve…")
    return browser.press("Check what happens", **fields)


def test_the_exact_effect_is_shown_before_the_button_and_happens_after_it(panel, ana):
    panel.deposit(display="Visa •••• 4242")
    request = panel.request("20.00")

    page = yes(ana, request)
    assert "$20.00 leaves the balance of c1. $18.25 arrives." in page
    assert "Visa •••• 4242" in page
    assert state(panel, request) == "in_review"

    page = ana.press("Approve and send $18.25")
    assert page.path.endswith("?done=approved")
    assert "Approved. The refund is on its way" in page
    assert state(panel, request) == "approved"
    panel.work()
    told = panel.get(f"/requests/{request['id']}")
    assert (told["refunds"][0]["gross"], told["refunds"][0]["net"]) == ("20.00", "18.25")
    assert told["decided_by"] == ["finance-ana"]


def test_less_than_recommended_needs_a_reason_and_nothing_typed_is_lost(panel, ana):
    panel.deposit()
    request = panel.request("20.00")

    page = yes(ana, request, amount="12.50")
    assert page.errors == ["This needs a reason in words."]
    assert page.value("amount") == "12.50"
    page = ana.press("Check what happens", text="The rest is for the order.")
    assert "$12.50 leaves the balance of c1. $10.75 arrives." in page
    ana.press("Approve and send $10.75")

    assert panel.get(f"/requests/{request['id']}")["refunds"][-1]["gross"] == "12.50"


@pytest.mark.parametrize(("amount", "said"), [("21.00", "At most 20.00"), ("-1", "amount"), ("1,5", "amount")])
def test_an_amount_that_cannot_be_is_refused_at_its_field(panel, ana, amount, said):
    panel.deposit()
    request = panel.request("20.00")

    page = yes(ana, request, amount=amount)

    assert any(said in error for error in page.errors)
    assert page.value("amount") == amount
    assert page.status == 422


def test_the_same_form_sent_twice_approves_once(panel, ana):
    panel.deposit()
    request = panel.request("20.00")
    check = yes(ana, request)

    first = ana.press("Approve and send $18.25")
    again = ana.press("Approve and send $18.25", page=check)

    assert first.path == again.path
    assert [each["action"] for each in panel.get("/actions")["items"]] == ["approve"]


def test_four_eyes_the_same_person_twice_is_refused_and_the_second_completes(four_eyes):
    panel = four_eyes.panel()
    panel.deposit()
    request = panel.request("20.00")
    ana, max_ = staff_browser(four_eyes), staff_browser(four_eyes, "approver-max")

    page = yes(ana, request)
    assert "Nothing is sent yet" in page
    ana.press("Say yes and wait for the other")
    assert "Your yes is noted" in ana.page
    assert "Still needed: one person for each of approver." in ana.page
    assert "You cannot approve it: You have approved already; still needed: approver." in ana.page
    assert "Approve…" not in ana.page.links

    page = ana.open(f"/desk/requests/{request['id']}/approve")
    assert page.errors == ["You have approved already; still needed: approver."]
    assert state(panel, request) == "in_review"

    assert "finance-ana" in max_.open(f"/desk/requests/{request['id']}")
    yes(max_, request)
    max_.press("Approve and send $18.25")
    assert state(panel, request) == "approved"
    assert panel.get(f"/requests/{request['id']}")["decided_by"] == ["finance-ana", "approver-max"]


def test_a_yes_to_another_amount_does_not_count(four_eyes):
    panel = four_eyes.panel()
    panel.deposit()
    request = panel.request("20.00")
    ana, max_ = staff_browser(four_eyes), staff_browser(four_eyes, "approver-max")
    yes(ana, request, amount="5.00", text="A part of it.")
    ana.press("Say yes and wait for the other")

    page = yes(max_, request)

    assert "Nothing is sent yet" in page
    max_.press("Say yes and wait for the other")
    assert state(panel, request) == "in_review"
    yes(ana, request)
    ana.press("Approve and send $18.25")
    assert state(panel, request) == "approved"


def test_a_rule_is_set_aside_by_two_people_with_a_reason(installed, panel):
    panel.deposit()
    installed.passes(days=20)
    ana = staff_browser(installed)
    request = panel.request("20.00")
    assert "This sets rules aside: window_closed." in ana.open(f"/desk/requests/{request['id']}")

    assert yes(ana, request).errors == ["This needs a reason in words."]
    ana.press("Check what happens", text="They were in hospital.")
    ana.press("Say yes and wait for the other")
    assert state(panel, request) == "in_review"

    ben = staff_browser(installed, "finance-ben")
    yes(ben, request, text="I agree.")
    ben.press("Approve and send $18.25")
    assert state(panel, request) == "approved"
    assert panel.get(f"/requests/{request['id']}")["overrides"] == ["window_closed"]


@pytest.mark.parametrize("person", ["support-tim", "auditor-zoe", "operator-kim"])
def test_other_roles_cannot_approve_and_are_told_why(installed, panel, person):
    panel.deposit()
    request = panel.request("20.00")
    browser = staff_browser(installed, person)

    page = browser.open(f"/desk/requests/{request['id']}")
    assert f"You cannot approve it: {person} may not approve; that needs one of: finance." in page
    assert "Approve…" not in page.links
    token = page.tree.find("input", name="csrf_token")["value"]
    page = browser.post(f"/desk/requests/{request['id']}/approve/send", {"csrf_token": token, "amount": "20.00"})

    assert page.status == 403
    assert state(panel, request) == "in_review"


def test_of_two_at_once_the_second_sees_what_the_first_did(installed, panel, ana):
    panel.deposit()
    request = panel.request("20.00")
    ben = staff_browser(installed, "finance-ben")
    yes(ana, request)
    yes(ben, request)
    ana.press("Approve and send $18.25")

    page = ben.press("Approve and send $18.25")

    assert page.status == 409
    assert "Somebody was faster" in page
    assert "finance-ana approved it" in page
    assert page.heading == "$20.00 back to c1"


def test_a_form_of_another_session_does_nothing(installed, panel, ana):
    panel.deposit()
    request = panel.request("20.00")
    token = ana.open("/desk").tree.find("input", name="csrf_token")["value"]
    ben = staff_browser(installed, "finance-ben")

    page = ben.post(f"/desk/requests/{request['id']}/approve/send", {"csrf_token": token, "amount": "20.00"})

    assert page.status == 403
    assert state(panel, request) == "in_review"
