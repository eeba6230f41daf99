"""The finance desk's story: the queue by keyboard alone, a no, a question, a list, two people and two at once."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

import pytest
from playwright.sync_api import Page
from tests.browser.house import House
from tests.browser.own_thread import in_own_thread
from tests.browser.people import People
from tests.browser.staff import PASSWORD, hire

_NUMBERS = count(1)
START = datetime(2026, 9, 1, 14, 0, tzinfo=UTC)
ON_ONE_DATABASE = pytest.mark.parametrize("house", ["sqlite"], indirect=True)
"""For what is about the browser alone."""


def asked(house: House, tenant: str = "smmpanelus", amount: str = "20.00") -> str:
    """The id of a new request, of somebody new."""
    house.installed.at = max(house.installed.at, START)
    panel = house.panel(tenant)
    name = f"asks-{next(_NUMBERS)}"
    panel.deposit("90.00", customer=name, display="Visa •••• 4242")
    subject = "Refund Request" if tenant == "smmpanelus" else "Refund"
    return str(panel.request(amount, name, subject=subject)["id"])


def state(house: House, request: str, tenant: str = "smmpanelus") -> str:
    return str(house.panel(tenant).get(f"/requests/{request}")["state"])


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not come to {selector}")


@pytest.fixture
def ana(people: People) -> Page:
    page: Page = in_own_thread(people.staff, "finance-ana")
    return page


@ON_ONE_DATABASE
def test_signing_in_and_approving_with_the_keyboard_alone(house: House, people: People) -> None:
    request = asked(house)
    login = f"kay{next(_NUMBERS)}"
    hire(house, f"finance-{login}")
    page = people.nobody()
    page.goto(house.url(f"/desk/requests/{request}"))
    tab_to(page, "#login")
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(house.url(f"/desk/requests/{request}"))

    page.keyboard.press("u")
    page.wait_for_selector("h1:has-text('to decide')")
    while not page.evaluate("id => document.activeElement.textContent === id", request):
        page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_url(house.url(f"/desk/requests/{request}/approve"))
    assert page.evaluate("document.activeElement.id") == "amount", "one can type at once"
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Check before you approve')")
    assert state(house, request) == "in_review", "no single key decides"
    tab_to(page, "main form button")
    page.keyboard.press("Enter")

    page.wait_for_selector("text=Approved. The refund is on its way")
    assert state(house, request) == "approved"


@ON_ONE_DATABASE
def test_a_no_with_its_reason_and_a_question(house: House, ana: Page) -> None:
    request = asked(house)
    ana.goto(house.url(f"/desk/requests/{request}"))
    ana.click("text=Ask the customer…")
    ana.fill("#text", "Which card was it?")
    ana.click("main form button")
    ana.wait_for_selector("text=The customer has been asked.")
    assert state(house, request) == "waiting_for_customer"

    ana.click("text=Decline…")
    ana.click("main form button")
    ana.wait_for_selector("text=A decline needs a reason that the customer can read.")
    ana.fill("#text", "The card was reported stolen.")
    ana.click("main form button")
    ana.wait_for_selector("text=Declined. What was set aside")
    assert state(house, request) == "declined"
    ana.go_back()
    ana.wait_for_load_state()
    assert state(house, request) == "declined"


def test_a_list_is_approved_each_by_itself_and_none_is_lost_when_one_fails(house: House, ana: Page) -> None:
    requests = [asked(house) for _ in range(3)]
    ana.goto(house.url("/desk"))
    for request in requests:
        ana.check(f"input[value='{request}']")
    ana.click("text=Approve what is ticked…")
    ana.wait_for_selector("h1:has-text('Approve 3 requests')")
    house.panel().post(f"/requests/{requests[1]}/withdraw", {"customer": customer_of(house, requests[1])})
    ana.click("form[action$='/approvals'] button")

    ana.wait_for_selector("h1:has-text('2 of 3 approved')")
    assert [state(house, request) for request in requests] == ["approved", "withdrawn", "approved"]


def customer_of(house: House, request: str) -> str:
    return str(house.panel().get(f"/requests/{request}")["customer"])


def test_two_people_at_once_and_one_is_faster(house: House, people: People) -> None:
    request = asked(house)
    ana, max_ = people.staff("finance-ana"), people.staff("finance-max")
    for page in (ana, max_):
        page.goto(house.url(f"/desk/requests/{request}/approve"))
        page.click("main form button")
        page.wait_for_selector("h1:has-text('Check before you approve')")

    for page in (ana, max_):
        page.click("main form button", no_wait_after=True)
    for page in (ana, max_):
        page.wait_for_selector("main .done")

    said = [page.inner_text("main") for page in (ana, max_)]
    assert sum("Somebody was faster" in text for text in said) == 1
    assert state(house, request) == "approved"


def test_four_eyes_two_people_have_to_say_yes(house: House, people: People) -> None:
    request = asked(house, "lumenreach", "60.00")
    ana, max_ = people.staff("finance-ana", "lumenreach"), people.staff("approver-max", "lumenreach")
    for page in (ana, max_):
        page.set_extra_http_headers({"accept-language": "en"})
        page.goto(house.url(f"/desk/requests/{request}/approve", "lumenreach"))
        page.click("main form button")
        page.wait_for_selector("h1:has-text('Check before you approve')")

    ana.click("main form button")
    ana.wait_for_selector("text=Somebody else has to approve it too.")
    assert state(house, request, "lumenreach") == "in_review"
    ana.goto(house.url(f"/desk/requests/{request}/approve", "lumenreach"))
    assert "You have approved already" in ana.inner_text("main")
    max_.click("main form button")
    max_.wait_for_selector("text=Approved. The refund is on its way")
    assert state(house, request, "lumenreach") == "approved"


def test_an_impatient_finger_approves_once(house: House, ana: Page) -> None:
    request = asked(house)
    ana.goto(house.url(f"/desk/requests/{request}/approve"))
    ana.click("main form button")
    ana.wait_for_selector("h1:has-text('Check before you approve')")
    ana.dblclick("main form button")

    ana.wait_for_selector("main .subject")
    actions = house.panel().get("/actions")["items"]
    assert [each["action"] for each in actions if each["about"] == request] == ["approve"]
