"""Few colours make all of them, by day and by night."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.tenants.brand import Brand, Shades
from panel_refunds.tenants.contrast import READABLE, VISIBLE, contrast
from panel_refunds.tenants.palette import DARK, LIGHT, palettes_of

SHEETS = Path(__file__).parents[2] / "src/panel_refunds/pages/assets"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_a_brand_that_names_nothing_has_our_colours() -> None:
    by_day, by_night = palettes_of(Brand())
    assert (by_day.colour, by_day.ground, by_day.own) == ("#0b5fff", LIGHT.ground, False)
    assert (by_night.ground, by_night.text, by_night.own) == (DARK.ground, DARK.text, False)


@given(COLOURS)
def test_whatever_the_main_colour_dark_pages_can_be_read(colour: str) -> None:
    by_day, by_night = palettes_of(Brand(light=Shades(colour=colour, accent=colour, focus=colour)))
    assert by_day.colour == colour
    for ground in (by_night.ground, by_night.surface):
        assert contrast(by_night.colour, ground) >= READABLE
        assert contrast(by_night.accent, ground) >= VISIBLE
        assert contrast(by_night.focus, ground) >= VISIBLE
    assert contrast(by_night.button_text, by_night.colour) >= READABLE


def test_what_is_not_named_follows_what_is() -> None:
    by_day, by_night = palettes_of(
        Brand(light=Shades(ground="#fff4e0", text="#201000"), dark=Shades(colour="#ffcc00", ground="#000000"))
    )
    assert (by_day.surface, by_day.accent, by_day.focus) == ("#fff4e0", "#0b5fff", "#0b5fff")
    assert (by_night.surface, by_night.accent, by_night.button_text) == ("#000000", "#ffcc00", "#000000")
    assert contrast(by_day.muted, by_day.ground) >= READABLE
    assert contrast(by_day.field, by_day.ground) >= VISIBLE


def test_the_signs_are_those_that_the_style_sheets_write_with() -> None:
    """A warning is nobody's brand; grounds are checked against these, so they have to be the ones in use."""
    text = "".join((SHEETS / name).read_text(encoding="utf-8") for name in ("pages.css", "desk.css"))
    written = set(re.findall(r"--(?:bad-text|bad|good|warn): (#[0-9a-f]{6})", text))
    assert written <= {*LIGHT.signs, *DARK.signs}
