"""Pages are compressed for browsers that can read that, and the length of what comes says nothing."""

from __future__ import annotations

import gzip

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from panel_refunds.pages.packing import LEAST, pack

PAGE = "<p>Guten Tag</p>" * LEAST


def asked(accepts: str | None = "gzip, deflate, br") -> Request:
    headers = [] if accepts is None else [(b"accept-encoding", accepts.encode())]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers})


def test_a_page_comes_compressed():
    response = pack(asked(), HTMLResponse(PAGE))

    assert gzip.decompress(response.body).decode() == PAGE
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["content-length"] == str(len(response.body))
    assert response.headers["vary"] == "accept-encoding"


def test_the_same_page_is_not_always_of_the_same_length():
    lengths = {len(pack(asked(), HTMLResponse(PAGE)).body) for _ in range(50)}

    assert len(lengths) > 5
    assert max(lengths) - min(lengths) <= 101


@pytest.mark.parametrize("accepts", [None, "identity", "br"])
def test_who_cannot_read_that_gets_it_as_it_is(accepts):
    response = pack(asked(accepts), HTMLResponse(PAGE))

    assert response.body.decode() == PAGE
    assert "content-encoding" not in response.headers
    assert response.headers["vary"] == "accept-encoding"


@pytest.mark.parametrize(
    "response", [HTMLResponse("<p>short</p>"), RedirectResponse("/"), PlainTextResponse(PAGE), Response(b"x" * 9999)]
)
def test_what_is_short_or_no_page_stays_as_it_is(response):
    before = bytes(response.body)

    assert pack(asked(), response).body == before
    assert "content-encoding" not in response.headers


def test_pages_are_compressed_on_their_way(browser):
    browser.client.headers["accept-encoding"] = "gzip"

    page = browser.open("/policy")

    assert page.headers["content-encoding"] == "gzip"
    assert page.heading == "Refund policy"
