"""Who has to sign in again comes back to the same page, and what was typed there is there."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from tests.pages.browser import Browser, Page, filled, sign_in
from tests.pages.desk.staff import staff_browser
from tests.web.panel import Installed, Panel

KEPT = "What you wrote is kept for a day."
BACK = "This is what you wrote before you signed in again. It is not sent yet."


@pytest.fixture
def asked(panel: Panel) -> str:
    """A request of c1's, and its path."""
    panel.deposit()
    return f"/requests/{panel.request()['id']}"


def next_of(page: Page) -> str:
    """Where the page of somebody who is signed out leads back to; the panel's own page would send them there."""
    link = page.main.find("a", role="button")
    assert link is not None
    (wanted,) = parse_qs(urlsplit(link["href"]).query)["next"]
    return wanted


def with_panel_page(installed: Installed) -> None:
    """The tenant's file names the page that signs people in."""
    from dataclasses import replace

    desk = installed.service.desk("smmpanelus")
    portal = replace(desk.tenant.portal, sign_in_url="https://panel.example/refunds")
    object.__setattr__(desk, "tenant", replace(desk.tenant, portal=portal))


def test_a_reply_waits_until_its_customer_is_back(panel: Panel, installed: Installed, asked: str) -> None:
    with_panel_page(installed)
    browser = sign_in(panel)
    browser.open(asked)
    installed.passes(hours=3)
    page = browser.press("Send reply", text="Where is it?\n<b>Please</b>")
    assert (page.status, page.heading, KEPT in page) == (401, "Please sign in again", True)
    wanted = next_of(page)
    assert wanted.startswith(f"{asked}?kept=")

    again = sign_in(panel, then=wanted)
    assert (again.page.path, BACK in again.page) == (wanted, True)
    assert again.page.value("text") == "Where is it?\n<b>Please</b>"
    assert again.press("Send reply").status == 200
    assert "Where is it? <b>Please</b>" in again.page
    assert again.page.value("text") == ""


def test_what_was_asked_for_waits_too(panel: Panel, installed: Installed) -> None:
    with_panel_page(installed)
    panel.deposit()
    browser = sign_in(panel)
    browser.open("/ask")
    browser.press("Continue", amount="7.50", text="I paid twice")
    installed.passes(hours=3)
    wanted = next_of(browser.press("Send the request"))
    again = sign_in(panel, then=wanted)
    assert (again.page.value("amount"), again.page.value("text")) == ("7.50", "I paid twice")
    assert again.press("Continue").status == 200
    assert "I paid twice" in again.page


def test_nobody_else_finds_them(panel: Panel, installed: Installed, asked: str) -> None:
    with_panel_page(installed)
    browser = sign_in(panel)
    browser.open(asked)
    installed.passes(hours=3)
    wanted = next_of(browser.press("Send reply", text="Where is it?"))
    for page in (
        sign_in(panel, "c2").open(wanted),
        sign_in(panel).open(wanted.replace(asked, "/ask")),
        sign_in(panel).open(f"{asked}?kept=made-up"),
        Browser(installed, "lumenreach.example").open(wanted),
    ):
        assert "Where is it?" not in page.html
        assert BACK not in page


def test_a_form_from_elsewhere_is_not_kept(panel: Panel, installed: Installed, asked: str) -> None:
    with_panel_page(installed)
    browser = sign_in(panel)
    browser.open(asked)
    values = filled(browser.page.form_with("Send reply"))
    installed.passes(hours=3)
    for token in ("", "x", "é"):
        page = browser.post(f"{asked}/reply", {**values, "csrf_token": token, "text": "Pay it to me"})
        assert (next_of(page), KEPT in page) == (asked, False)
    browser.client.cookies.clear()
    page = browser.post(f"{asked}/reply", {**values, "text": "Pay it to me"})
    assert (next_of(page), KEPT in page) == (asked, False)


def test_a_page_that_was_only_looked_at_comes_back_with_its_query(panel: Panel, installed: Installed) -> None:
    with_panel_page(installed)
    page = Browser(installed).open("/ask?of=dep_1&currency=USD")
    assert next_of(page) == "/ask?of=dep_1&currency=USD"


def test_the_staffs_words_wait_behind_the_password(panel: Panel, installed: Installed, asked: str) -> None:
    browser = staff_browser(installed)
    path = asked.replace("/requests", "/desk/requests")
    browser.open(f"{path}/ask")
    installed.passes(hours=13)
    page = browser.press("Ask", text="Which card was it?")
    assert (page.heading, KEPT in page) == ("Sign in", True)
    wanted = page.value("next")
    assert wanted.startswith(f"{path}/ask?kept=")
    again = staff_browser(installed)
    page = again.open(wanted)
    assert (page.value("text"), BACK in page) == ("Which card was it?", True)
    assert staff_browser(installed, "finance-bo").open(wanted).value("text") == ""


def test_a_password_is_never_kept(installed: Installed) -> None:
    browser = staff_browser(installed)
    browser.open("/desk")
    token = browser.page.tree.find("input", name="csrf_token")
    assert token is not None
    installed.passes(hours=13)
    given = {"csrf_token": token["value"], "old": "four plain words today", "password": "another four words"}
    page = browser.post("/staff/password", given)
    assert (page.heading, KEPT in page, page.value("next")) == ("Sign in", False, "/staff/password")
    with installed.service.desk("smmpanelus").begin() as books:
        from datetime import timedelta

        assert books.forget_kept_words(installed.at + timedelta(days=9)) == 0
