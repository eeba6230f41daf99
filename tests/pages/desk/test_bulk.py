"""A list approved at once: exact sums before, each by itself, none lost when one fails, sent twice approves once."""

from __future__ import annotations

from tests.pages.desk.staff import staff_browser


def asked(panel, *customers: str, **other) -> list[str]:
    found = []
    for customer in customers:
        panel.deposit("50.00", customer, **other)
        found.append(panel.request("20.00", customer)["id"])
    return found


def tick(browser, ids):
    browser.open("/desk")
    return browser.press_list("Approve what is ticked…", request=ids)


def state(panel, request_id: str) -> str:
    return panel.get(f"/requests/{request_id}")["state"]


def test_what_is_ticked_is_summed_up_and_approved(panel, ana):
    ids = asked(panel, "c1", "c2")

    page = tick(ana, ids)
    assert page.heading == "Approve 2 requests"
    assert "USD 2 $40.00 $3.50 $36.50 $0.00" in page
    assert state(panel, ids[0]) == "in_review"

    page = ana.press_list("Approve 2 requests")
    assert page.heading == "2 of 2 approved"
    assert [state(panel, each) for each in ids] == ["approved", "approved"]


def test_one_that_fails_takes_no_other_with_it_and_says_why(panel, ana):
    ids = asked(panel, "c1", "c2", "c3")
    check = tick(ana, ids)
    panel.post(f"/requests/{ids[1]}/decline", {"by": "finance-ben", "text": "No."})

    page = ana.press_list("Approve 3 requests", page=check)

    assert page.heading == "2 of 3 approved"
    assert "Not approved That request is closed." in page
    assert [state(panel, each) for each in ids] == ["approved", "declined", "approved"]


def test_the_list_sent_twice_approves_each_once(panel, ana):
    ids = asked(panel, "c1", "c2")
    check = tick(ana, ids)

    ana.press_list("Approve 2 requests", page=check)
    page = ana.press_list("Approve 2 requests", page=check)

    assert page.heading == "2 of 2 approved"
    assert page.text.count("an earlier sending") == 2
    assert [each["action"] for each in panel.get("/actions")["items"]] == ["approve", "approve"]


def test_only_what_the_rules_recommend_can_be_in_a_list(installed, panel):
    panel.deposit("50.00", "c2")
    installed.passes(days=20)
    late = panel.request("20.00", "c2")["id"]
    ana = staff_browser(installed)
    page = ana.open("/desk")
    token = page.tree.find("input", name="csrf_token")["value"]

    page = ana.post("/desk/approvals/check", {"csrf_token": token, "request": [late]})

    assert page.heading == "None of these can be approved in a list"
    page = ana.post("/desk/approvals", {"csrf_token": token, "request": [f"{late} 20.00"]})
    assert page.heading == "0 of 1 approved"
    assert state(panel, late) == "in_review"


def test_an_amount_that_nobody_saw_is_not_approved(panel, ana):
    (request_id,) = asked(panel, "c1")
    token = ana.open("/desk").tree.find("input", name="csrf_token")["value"]

    page = ana.post("/desk/approvals", {"csrf_token": token, "request": [f"{request_id} 15.00"]})

    assert page.heading == "0 of 1 approved"
    assert state(panel, request_id) == "in_review"


def test_another_tenants_requests_are_not_there(installed, panel, other, ana):
    other.deposit()
    theirs = other.request("20.00")["id"]
    before = state(other, theirs)
    token = ana.open("/desk").tree.find("input", name="csrf_token")["value"]

    assert ana.post("/desk/approvals/check", {"csrf_token": token, "request": [theirs]}).status == 404
    page = ana.post("/desk/approvals", {"csrf_token": token, "request": [f"{theirs} 20.00"]})

    assert page.heading == "0 of 1 approved"
    assert state(other, theirs) == before


def test_nothing_ticked_leads_back_to_the_queue(ana):
    token = ana.open("/desk").tree.find("input", name="csrf_token")["value"]

    for path in ("/desk/approvals/check", "/desk/approvals"):
        assert ana.post(path, {"csrf_token": token}).path == "/desk"


def test_who_may_not_approve_gets_a_list_of_reasons(installed, panel):
    ids = asked(panel, "c1")
    support = staff_browser(installed, "support-tim")

    page = tick(support, ids)

    assert "support-tim may not approve" in page
    assert "Approve 1 request" not in page.buttons
