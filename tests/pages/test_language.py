"""In which language a page is shown: the chosen one, else the best of what the browser asks for."""

import pytest
from starlette.requests import Request
from tests.pages.browser import Browser

from panel_refunds.pages.language import choose_language


def asked(header="", cookie=None):
    headers = [(b"accept-language", header.encode())]
    if cookie:
        headers.append((b"cookie", f"__Host-language={cookie}".encode()))
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers})


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-CH, en;q=0.5", "de"),
        ("en;q=0.4, ar;q=0.9", "ar"),
        ("pt-PT", "pt-BR"),
        ("pt", "pt-BR"),
        ("fr, *;q=0.1", "en"),
        ("de;q=much, ar", "ar"),
    ],
)
def test_the_browser_asks_for_it(header, language):
    assert choose_language(asked(header), ["en", "de", "ar", "pt-BR"]) == language


def test_who_has_chosen_is_not_asked_again():
    assert choose_language(asked("de", cookie="ar"), ["en", "de", "ar"]) == "ar"


def test_a_language_that_is_not_offered_any_more_is_forgotten():
    assert choose_language(asked("de", cookie="fr"), ["en", "de"]) == "de"


def test_a_choice_is_kept_and_leads_back(installed):
    browser = Browser(installed, host="lumenreach.example", language="de")
    assert browser.open("/policy").heading == "Erstattungsrichtlinie"

    page = browser.follow("English")

    assert (page.path, page.heading) == ("/policy", "Refund policy")
    assert browser.open("/policy").heading == "Refund policy"


def test_a_choice_leads_nowhere_else(installed):
    browser = Browser(installed)
    answer = browser.client.get("/language/de?next=//evil.example/", follow_redirects=False)

    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(("where", "cookie"), [("iframe", "SameSite=None; Partitioned"), ("document", "SameSite=Lax")])
def test_a_choice_in_a_frame_is_kept_in_the_frame(installed, where, cookie):
    answer = Browser(installed).client.get("/language/de", headers={"sec-fetch-dest": where}, follow_redirects=False)

    assert answer.headers["location"] == "/"
    assert answer.headers["set-cookie"].endswith(cookie)


def test_what_is_no_language_is_not_kept(installed):
    answer = Browser(installed).client.get("/language/xx_;y?next=/", follow_redirects=False)

    assert "set-cookie" not in answer.headers
