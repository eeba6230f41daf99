"""One-time codes are set up with a picture, proved with a code, and the codes on paper are shown once."""

from __future__ import annotations

from tests.pages.browser import Browser
from tests.pages.signing_in.conftest import People
from tests.web.panel import Installed


def test_they_are_set_up_and_the_secret_is_never_shown_again(people):
    browser = people.enter()
    browser.press("Set up one-time codes")
    assert browser.page.heading == "Set up one-time codes"
    picture = browser.page.main.find("img")["src"]
    shown = browser.client.get(picture)
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/svg+xml")
    assert shown.headers["cache-control"] == "no-store"
    assert browser.press("Turn one-time codes on", code="123").status == 422

    browser.open("/staff/me")
    _, codes = people.with_codes(browser)
    assert len(codes) == 10
    assert browser.open("/staff/codes").heading == "Ana"
    assert browser.client.get(picture).status_code == 404
    assert "10 recovery codes are left." in browser.open("/staff/me")


def test_without_a_key_of_the_installation_the_page_says_what_to_do():
    installed = Installed()
    browser = People(installed).enter()
    page = browser.press("Set up one-time codes")

    assert page.status == 409
    assert "secrets_key" in page
    assert Browser(installed).open("/staff/codes").heading == "Sign in"
    installed.close()
