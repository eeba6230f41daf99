"""The operator's story: what nobody but a person can move on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest
from playwright.sync_api import Page
from tests.browser.house import House
from tests.browser.own_thread import in_own_thread
from tests.browser.people import People

from panel_refunds.worker import run_due

_NUMBERS = count(1)
START = datetime(2026, 9, 1, 14, 0, tzinfo=UTC)
ON_ONE_DATABASE = pytest.mark.parametrize("house", ["sqlite"], indirect=True)
"""For what is about the browser alone."""


@pytest.fixture
def kim(people: People) -> Page:
    page: Page = in_own_thread(people.staff, "operator-kim")
    return page


@pytest.fixture
def ana(people: People) -> Page:
    """Who says that something was paid: this policy has finance do that."""
    page: Page = in_own_thread(people.staff, "finance-ana")
    return page


@pytest.fixture
def by_hand(house: House) -> Iterator[None]:
    """The gateway cannot pay back by itself."""
    gateway, was = house.installed.gateway, house.installed.gateway._capabilities
    gateway._capabilities = replace(was, refund="manual")
    yield
    gateway._capabilities = was


def refund_of(house: House, *gateway_says: str) -> str:
    """A refund that was approved and handed to the gateway, which said this."""
    house.installed.at = max(house.installed.at, START)
    panel, name = house.panel(), f"paid-{next(_NUMBERS)}"
    panel.work()  # what other stories left: the gateway's next word is for this one
    panel.deposit(customer=name, display="Visa •••• 4242")
    request = panel.request("20.00", name)
    for word in gateway_says:
        house.installed.gateway.script(word)
    panel.approve(request)
    panel.work()
    return str(panel.get(f"/requests/{request['id']}")["refunds"][0]["id"])


def test_a_payout_by_hand_needs_its_reference(house: House, ana: Page, by_hand: None) -> None:
    refund = refund_of(house)
    ana.goto(house.url("/desk/tasks"))
    ana.click(f"text={refund}")
    ana.click("text=Record the payment")
    ana.wait_for_selector("text=Nothing was done")
    ana.fill("#reference", "SEPA 2026-09-01 / 77")
    ana.click("text=Record the payment")
    ana.wait_for_selector("text=The payment is recorded, and the customer has been told.")

    assert house.panel().get(f"/refunds/{refund}")["reference"] == "SEPA 2026-09-01 / 77"
    ana.goto(house.url("/desk/tasks"))
    assert refund not in ana.inner_text("main")


def test_a_word_that_nobody_knew_is_mapped_and_its_orders_are_told_again(house: House, kim: Page) -> None:
    panel, word = house.panel(), f"Perplexed{'x' * next(_NUMBERS)}"
    house.installed.at = max(house.installed.at, START)
    name = f"orders-{next(_NUMBERS)}"
    panel.deposit(customer=name)
    order = panel.order("8.00", name)["id"]
    panel.post("/statuses", {"statuses": [{"order": order, "status": word}]})
    assert panel.figures(name)[0] == "42.00"

    kim.goto(house.url("/desk/tasks"))
    kim.click(f"main th a:text-is('{word.lower()}')")
    kim.select_option("#status", "canceled")
    kim.click("text=Map the word and replay")
    kim.wait_for_selector("text=The word is mapped, and the orders that had it were told again.")

    assert panel.figures(name)[0] == "50.00"


@ON_ONE_DATABASE
def test_a_gateway_is_stopped_and_tried_again(house: House, kim: Page) -> None:
    kim.goto(house.url("/desk/gateways/manual"))
    kim.fill("#text", "The key was rolled.")
    kim.click("main form button")
    kim.wait_for_selector("text=It is stopped.")
    refund = refund_of(house)
    kim.goto(house.url(f"/desk/refunds/{refund}"))
    assert "Nothing is sent through manual: The key was rolled." in kim.inner_text("main")
    kim.goto(house.url("/desk/gateways/manual"))
    kim.fill("#text", "The new key is in.")
    kim.click("main form button")
    kim.wait_for_selector("text=It sends again.")

    house.panel().work()
    assert house.panel().get(f"/refunds/{refund}")["state"] == "paid"


def test_an_outcome_that_nobody_knows_is_seen_by_a_person(house: House, people: People) -> None:
    refund = refund_of(house, "unknown")
    for _ in range(8):
        house.installed.passes(days=1)
        run_due(house.installed.service.desk("smmpanelus"), kinds={"follow"})

    ana = people.staff("finance-ana")
    ana.goto(house.url(f"/desk/refunds/{refund}"))
    assert "Unknown: it may have run" in ana.inner_text("main")
    ana.check("input[name=ran][value=yes]")
    ana.fill("#evidence", "re_77, seen in its dashboard")
    ana.click("form[action$='/seen'] button")
    ana.wait_for_selector("text=Your word is recorded, and the refund goes on from there.")

    assert house.panel().get(f"/refunds/{refund}")["state"] == "paid"


@ON_ONE_DATABASE
def test_what_waits_for_the_gateways_money_is_tried_at_once(house: House, kim: Page) -> None:
    refund = refund_of(house, "rejected:insufficient_balance")
    kim.goto(house.url(f"/desk/refunds/{refund}"))
    kim.click("button:has-text('Try it now')")
    kim.wait_for_selector("text=It is tried at once.")

    house.panel().work()
    assert house.panel().get(f"/refunds/{refund}")["state"] == "paid"
