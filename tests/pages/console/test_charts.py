"""Charts: pictures without a script, strict about themselves, in the reader's language, dark when the page is."""

from __future__ import annotations

import re

import pytest

from panel_refunds.pages.console.charts import DRAWN, height_of

OPTIONS = [(name, query) for name in DRAWN for query in ("", "?narrow=yes")]


@pytest.fixture
def lively(panel):
    panel.deposit()
    panel.approve(panel.request("20.00"))
    panel.work()
    panel.order("5.00")
    panel.request("10.00")


def test_every_picture_is_one_and_runs_nothing(olga, lively):
    for name, query in OPTIONS:
        answer = olga.client.get(f"/console/figures/{name}.svg{query}")
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.headers["content-security-policy"].startswith(
            "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        )
        assert answer.headers["cache-control"] == "no-store"
        tags = set(re.findall(r"<(\w+)", answer.text))
        assert tags <= {"svg", "defs", "style", "g", "rect", "path", "text", "line"}, name
        assert not re.search(r"\bon\w+=|https?://(?!www\.w3\.org)|pygal\.org", answer.text)
        assert "prefers-color-scheme:dark" in answer.text
        assert int(answer.headers["content-length"]) < 4_000
        plain = olga.client.get(f"/console/figures/{name}.svg{query}", headers={"accept-encoding": "identity"})
        assert "content-encoding" not in plain.headers
        assert plain.text == answer.text


def test_bars_say_what_there_is(olga, lively):
    money = olga.client.get("/console/figures/money.svg").text
    assert "Set aside" in money
    assert "Paid" in money
    assert "$" in money
    assert "Unspent deposits" in olga.client.get("/console/figures/refunds.svg").text
    assert "Later than promised" in olga.client.get("/console/figures/answers.svg").text
    assert "main" in olga.client.get("/console/figures/providers.svg").text


def test_where_nothing_happened_the_pictures_are_there_all_the_same(olga):
    assert all(olga.client.get(f"/console/figures/{name}.svg{query}").status_code == 200 for name, query in OPTIONS)


def test_more_bars_make_a_higher_picture():
    assert height_of(0) == height_of(1) < height_of(2)
