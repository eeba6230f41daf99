"""The language somebody chose, else the best of what the browser asks for, else the tenant's first."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from tests.pages.browser import Browser
from tests.web.panel import Installed

from panel_refunds.pages.language import choose_language

OFFERED = ("en", "de", "pt-BR")


def asking(accept: str = "", cookie: str = "") -> Request:
    headers = [(b"accept-language", accept.encode()), (b"cookie", cookie.encode())]
    return Request({"type": "http", "headers": headers})


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en;q=0.1,de", "de"),
        ("pt", "pt-BR"),
        ("pt-PT", "pt-BR"),
        ("fr", "en"),
        ("*", "en"),
        (";;q=,,de;q=x," + "x" * 1000, "en"),
    ],
)
def test_the_browser_asks(accept: str, language: str) -> None:
    assert choose_language(asking(accept), OFFERED) == language


def test_what_was_chosen_goes_first_as_long_as_it_is_offered() -> None:
    assert choose_language(asking("de", "__Host-language=pt-BR"), OFFERED) == "pt-BR"
    assert choose_language(asking("de", "__Host-language=ru"), OFFERED) == "de"


@pytest.mark.parametrize(
    ("wanted", "address"),
    [("/policy", "/policy"), ("//elsewhere.example", "/"), ("https://elsewhere.example", "/"), ("/\\elsewhere", "/")],
)
def test_choosing_goes_back_to_a_page_of_ours(installed: Installed, wanted: str, address: str) -> None:
    answer = Browser(installed).client.get("/language/de", params={"next": wanted}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert answer.headers["set-cookie"].startswith("__Host-language=de;")


def test_what_is_no_language_is_not_kept(installed: Installed) -> None:
    answer = Browser(installed).client.get("/language/de;x=y", follow_redirects=False)
    assert "set-cookie" not in answer.headers
