"""A link is followed once, by a click; it leads to a page of ours and nowhere else; signing out ends the session."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from tests.pages.browser import Browser
from tests.web.panel import Installed, Panel


def a_link(panel: Panel, **given: str) -> str:
    url = urlsplit(panel.post("/portal-sessions", {"customer": "c1", **given})["url"])
    return url.path + (f"?{url.query}" if url.query else "")


def test_looking_at_a_link_uses_nothing_up_and_following_it_does(panel: Panel, installed: Installed) -> None:
    link, browser = a_link(panel), Browser(installed)
    for _ in range(2):
        assert browser.open(link).heading == "Your balance and refunds"
    browser.press("Continue")
    assert browser.page.status == 200
    for again in (browser.open(link), Browser(installed).open(link)):
        assert again.status == 410
        assert "This link was used before" in again


def test_a_link_of_another_tenant_opens_nothing(panel: Panel, installed: Installed) -> None:
    stranger = Browser(installed, "lumenreach.example")
    assert stranger.client.post(a_link(panel)).status_code == 410


@pytest.mark.parametrize("wanted", ["//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere", "policy"])
def test_following_leads_nowhere_else(panel: Panel, installed: Installed, wanted: str) -> None:
    answer = Browser(installed).client.post(a_link(panel), data={"next": wanted}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_it_leads_to_the_page_that_was_wanted(panel: Panel, installed: Installed) -> None:
    browser = Browser(installed)
    browser.open(a_link(panel, next="/policy"))
    assert browser.page.value("next") == "/policy"


def test_signing_out_ends_the_session(browser: Browser) -> None:
    secret = browser.client.cookies["__Host-session"]
    assert browser.press("Sign out").status == 401
    browser.client.cookies.set("__Host-session", secret)
    assert browser.open("/").status == 401


def test_signing_out_needs_the_form_of_a_page(browser: Browser) -> None:
    assert browser.client.post("/sign-out").status_code == 403
    assert browser.open("/").status == 200
