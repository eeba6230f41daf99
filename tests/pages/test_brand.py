"""A brand's colours can be read on light and dark pages, whatever colour the tenant named; its logo is served safely."""

from __future__ import annotations

from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st
from tests.pages.browser import Browser
from tests.web.panel import Installed

from panel_refunds.pages.brand import DARK, LIGHT, readable_on, style_of, text_on


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_becomes_readable(number: int) -> None:
    for ground in (LIGHT, DARK):
        assert readable_on(ground, f"#{number:06x}").contrast(ground) >= 4.45


def test_a_readable_colour_is_left_as_it_is() -> None:
    assert readable_on(LIGHT, "#0b5fff").to_string(hex=True) == "#0b5fff"


@given(st.integers(0, 0xFFFFFF))
def test_text_on_a_colour_can_be_read(number: int) -> None:
    colour = Color(f"#{number:06x}")
    assert colour.contrast(text_on(colour)) >= 4.5


def test_the_sheet_names_the_tenants_colour() -> None:
    assert b"--pico-primary:#0b5fff" in style_of("#0b5fff").body
    assert b"prefers-color-scheme: dark" in style_of("#0b5fff").body


def test_each_host_has_its_own_brand(installed: Installed) -> None:
    ours = Browser(installed).client.get("/brand/x/brand.css")
    theirs = Browser(installed, "lumenreach.example").client.get("/brand/x/brand.css")
    assert ours.headers["content-type"].startswith("text/css")
    assert ours.content != theirs.content
    assert Browser(installed, "nobody.example").client.get("/brand/x/brand.css").status_code == 404
    assert Browser(installed).client.get("/brand/x/logo").status_code == 404
