"""A customer's whole story, in a browser with scripts and in one without, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

import pytest
from playwright.sync_api import Page
from tests.browser.house import House
from tests.browser.people import People
from tests.browser.traffic import counted

_NUMBERS = count(1)
START = datetime(2026, 9, 1, 14, 0, tzinfo=UTC)
ON_ONE_DATABASE = pytest.mark.parametrize("house", ["sqlite"], indirect=True)
"""For what is about the browser alone."""


@pytest.fixture
def customer(house: House) -> str:
    """Somebody with a deposit of $50.00, of which $48.25 would arrive."""
    name = f"customer-{next(_NUMBERS)}"
    house.installed.at = max(house.installed.at, START)
    house.panel().deposit(customer=name, display="Visa •••• 4242", gateway="stripe")
    return name


def requests_of(house: House, customer: str) -> list[str]:
    return [item["id"] for item in house.panel().get("/requests", customer=customer)["items"]]


def check(page: Page, house: House, amount: str = "20.00") -> None:
    """Go to the page on which one checks one's answers."""
    page.goto(house.url("/"))
    page.click("text=Ask for a refund")
    page.fill("#amount", amount)
    page.click("text=Continue")
    page.wait_for_selector("h1:has-text('Check your request')")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_asking_answering_and_seeing_the_money_go(house: House, people: People, customer: str, scripts: bool) -> None:
    page = people.customer(customer, java_script_enabled=scripts, viewport={"width": 320, "height": 640})
    panel = house.panel()

    check(page, house)
    lines = page.inner_text("dl.sum.wide")
    assert [line for line in lines.split("\n") if "$" in line] == ["$20.00", "− $1.75", "$18.25"]
    page.click("text=Send the request")
    page.wait_for_selector("text=Where your money is")
    (request,) = requests_of(house, customer)
    assert page.url == house.url(f"/requests/{request}")
    assert "In review" in page.inner_text(".track [aria-current=step]")

    panel.post(f"/requests/{request}/ask", {"by": "finance-ana", "text": "Which card was it?"})
    page.reload()
    assert "Which card was it?" in page.inner_text(".talk")
    page.fill("#text", "The blue one.")
    page.click("text=Send reply")
    page.wait_for_selector(".talk li.customer:has-text('The blue one.')")

    house.installed.gateway.script("pending")
    panel.approve({"id": request})
    panel.work()
    page.reload()
    assert "It should arrive between" in page.inner_text(".track [aria-current=step]")
    page.click("text=Receipt to print")
    receipt = page.inner_text("main")
    assert "Total that arrives $18.25" in " ".join(receipt.split())


def test_an_impatient_finger_and_a_back_button_ask_once(house: House, people: People, customer: str) -> None:
    page = people.customer(customer)
    check(page, house)
    page.dblclick("text=Send the request")
    page.wait_for_selector("text=Where your money is")
    first = page.url

    page.go_back()
    page.wait_for_load_state()
    if page.locator("text=Send the request").count():
        page.click("text=Send the request")
        page.wait_for_selector("text=Where your money is")
        assert page.url == first
    assert len(requests_of(house, customer)) == 1


@ON_ONE_DATABASE
def test_the_same_form_in_two_windows_asks_once(house: House, people: People, customer: str) -> None:
    page = people.customer(customer)
    check(page, house)
    form = page.inner_html("form[action$='/ask/send']")
    other = page.context.new_page()
    other.goto(house.url("/policy"))
    other.evaluate(
        "inside => { const form = document.createElement('form'); form.method = 'post'; form.action = '/ask/send';"
        " form.innerHTML = inside; document.querySelector('main').append(form); }",
        form,
    )

    page.click("text=Send the request")
    page.wait_for_selector("text=Where your money is")
    other.click("form[action='/ask/send'] button")
    other.wait_for_selector("text=Where your money is")

    assert other.url == page.url
    assert len(requests_of(house, customer)) == 1


@ON_ONE_DATABASE
def test_an_expired_session_comes_back_to_the_same_page(house: House, people: People, customer: str) -> None:
    page = people.customer(customer)
    request = house.panel().request("20.00", customer)["id"]
    page.goto(house.url(f"/requests/{request}"))
    house.panel().post("/portal-sessions/end", {"customer": customer})

    page.reload()
    assert "Please sign in again" in page.inner_text("h1")
    back = page.get_attribute("text=Go to your account", "href") or ""
    assert back == f"https://panel.example/refunds?next=/requests/{request}"
    page.goto(people.link(customer, path=back.partition("next=")[2]))
    page.click("main button")
    page.wait_for_url(house.url(f"/requests/{request}"))


@ON_ONE_DATABASE
def test_an_action_is_one_round_trip(house: House, people: People, customer: str) -> None:
    page = people.customer(customer)
    check(page, house)

    with counted(page, first_visit=False) as traffic:
        page.click("text=Send the request")
        page.wait_for_selector("text=Where your money is")

    asked = [
        (each.request.method, each.request.resource_type) for each in traffic.responses if not each.from_service_worker
    ]
    documents = [each for each in asked if each[1] == "document"]
    assert documents == [("POST", "document"), ("GET", "document")]
    assert not [each for each in asked if each[1] in ("xhr", "fetch")]


@ON_ONE_DATABASE
def test_the_quote_follows_what_is_typed(house: House, people: People, customer: str) -> None:
    page = people.customer(customer)
    page.goto(house.url("/ask"))
    page.fill("#amount", "30")

    page.wait_for_selector("#quote:has-text('$30.00 leaves your balance, $28.25 arrives.')")


@ON_ONE_DATABASE
def test_taking_a_request_back_and_accepting_an_offer(house: House, people: People, customer: str) -> None:
    page = people.customer(customer)
    page.goto(house.url("/ask"))
    page.fill("#amount", "75.00")
    page.click("text=Continue")
    page.click("text=Send the request")
    page.wait_for_selector("text=Our offer")
    page.click("text=Accept $50.00")
    page.wait_for_selector(".track [aria-current=step]:has-text('In review')")

    page.click("text=Take the request back")
    page.click("text=Take it back")
    page.wait_for_selector("text=What was set aside is on your balance again.")
    assert house.panel().figures(customer) == ("50.00", "0.00", "0.00")


@ON_ONE_DATABASE
def test_an_order_is_asked_to_be_cancelled(house: House, people: People, customer: str) -> None:
    order = house.panel().order(customer=customer)["id"]
    page = people.customer(customer)
    page.goto(house.url(f"/orders/{order}"))
    page.click("text=Ask to cancel it")
    page.click("main button")

    page.wait_for_selector("h1")
    assert page.url.startswith(house.url(f"/orders/{order}"))
