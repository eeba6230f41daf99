"""The queue: due first, overdue in words, waiting apart, filters, pages, and a search that leaves nothing behind."""

from __future__ import annotations

import pytest
from tests.pages.desk.staff import staff_browser

from panel_refunds.pages.desk import queue


def ids_in(page) -> list[str]:
    return [row.text for row in page.main.every("a") if row.has("data-open")]


def ask(panel, customer: str, amount: str = "20.00", **other) -> str:
    panel.deposit("50.00", customer, **other)
    return panel.request(amount, customer)["id"]


def test_what_is_due_first_comes_first_and_overdue_says_so(installed, panel):
    old = ask(panel, "c1")
    installed.passes(days=10)
    new = ask(panel, "c2")

    page = staff_browser(installed).open("/desk")

    assert ids_in(page) == [old, new]
    assert page.heading == "2 requests to decide"
    assert "1 request is overdue." in page
    assert "Overdue by" in page
    assert "days left" in page


def test_what_waits_for_a_customer_stands_apart(panel, ana):
    asked, waits = ask(panel, "c1"), ask(panel, "c2")
    panel.post(f"/requests/{waits}/ask", {"by": "finance-ben", "text": "Which?"})

    page = ana.open("/desk")
    assert page.heading == "1 request to decide"
    assert page.main.find("section", aria_labelledby="waiting") or "Waiting for the customer" in page
    assert ids_in(page) == [asked, waits]
    assert ids_in(ana.open("/desk?show=waiting")) == [waits]


@pytest.mark.parametrize(("view", "does"), [("under_way", "approve"), ("declined", "decline"), ("paid", "pay")])
def test_every_filter_shows_its_states(panel, ana, view, does):
    request, other = ask(panel, "c1"), ask(panel, "c2")
    if does == "decline":
        panel.post(f"/requests/{request}/decline", {"by": "finance-ben", "text": "No."})
    else:
        panel.approve({"id": request})
    if does == "pay":
        panel.work()

    assert ids_in(ana.open(f"/desk?show={view}")) == [request]
    assert ids_in(ana.open("/desk?show=nonsense")) == [other]


def test_a_long_queue_comes_in_pages(panel, ana, monkeypatch):
    monkeypatch.setattr(queue, "PAGE", 2)
    made = [ask(panel, f"c{number}") for number in range(3)]

    page = ana.open("/desk")
    assert len(ids_in(page)) == 2
    page = ana.follow("Next page")
    assert len(ids_in(page)) == 1
    assert sorted([*ids_in(page), *ids_in(ana.follow("Previous page"))]) == sorted(made)
    for strange in ("0", "-1", "x", "9" * 50, "٣"):
        assert ana.open(f"/desk?page={strange}").status == 200


def test_a_search_finds_by_id_customer_and_card_and_leaves_nothing_in_the_address(panel, ana):
    one, two = ask(panel, "c1", display="Visa •••• 4242"), ask(panel, "c2", display="Visa •••• 0005")
    ana.open("/desk")

    assert ana.press("Search", text=one).path == f"/desk/requests/{one}"
    for text, found in (("c2", [two]), ("4242", [one]), (" c1 ", [one]), ("42", []), ("%", []), ("", [])):
        ana.open("/desk")
        page = ana.press("Search", text=text)
        assert ids_in(page) == found, text
        assert page.path == "/desk/search"
    assert "Nothing found" in page


def test_a_search_stays_in_its_tenant(installed, other, ana):
    other.deposit("50.00", "c9", display="Visa •••• 4242")
    theirs = other.request("20.00", "c9")["id"]

    for text in ("c9", "4242"):
        ana.open("/desk")
        assert ids_in(ana.press("Search", text=text)) == []
    ana.open("/desk")
    assert ana.press("Search", text=theirs).status == 404


def test_only_the_staff_sees_it(installed, browser):
    for path in ("/desk", "/desk/tasks", "/desk/customers/c1", "/desk/keyboard"):
        page = browser.open(path)
        assert page.heading == "Sign in"
        assert page.path == f"/staff/sign-in?next={path}"


def test_only_what_the_rules_recommend_has_a_box(installed, panel):
    panel.deposit("50.00", "c2")
    installed.passes(days=20)
    panel.request("20.00", "c2")
    fine = ask(panel, "c1")

    page = staff_browser(installed).open("/desk")

    boxes = [box["value"] for box in page.main.every("input", type="checkbox")]
    assert boxes == [fine]
