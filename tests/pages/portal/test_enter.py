"""The link of the panel opens the pages once, and only after a click."""

from urllib.parse import urlsplit

from tests.pages.browser import Browser, sign_in


def link_for(panel, **given):
    url = urlsplit(panel.post("/portal-sessions", {"customer": "c1", **given})["url"])
    return url.path + (f"?{url.query}" if url.query else "")


def test_looking_at_the_link_uses_nothing_up(panel, installed):
    link = link_for(panel)
    first, second = Browser(installed), Browser(installed)

    assert first.open(link).heading == "Your balance and refunds"
    assert second.open(link).heading == "Your balance and refunds"


def test_the_link_works_once(panel, installed):
    link = link_for(panel)
    first, second = Browser(installed), Browser(installed)
    first.open(link)
    earlier = second.open(link)

    assert first.press("Continue").path == "/"
    assert second.press("Continue", earlier).status == 410
    assert second.open("/").status == 401


def test_the_customer_arrives_where_they_wanted_to_be_and_nowhere_else(panel):
    assert sign_in(panel, then="/?from=mail").page.path == "/?from=mail"


def test_another_site_is_no_place_to_arrive_at(panel, installed):
    browser = Browser(installed)
    page = browser.open(link_for(panel))
    answer = browser.client.post(page.path, data={"next": "//evil.example/"}, follow_redirects=False)

    assert answer.headers["location"] == "/"


def test_signing_out_ends_the_session(browser):
    browser.press("Sign out")

    assert browser.page.status == 401
    assert browser.open("/").status == 401
