"""A brand becomes a style sheet: its colours by day and by night, its corners and fonts, and its own rules behind them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from panel_refunds.pages.brand_sheet import sheet_of
from panel_refunds.tenants.brand import Brand, BrandFile, Font, FontFile, Shades
from panel_refunds.tenants.contrast import READABLE, contrast

PICO = Path(__file__).parents[2] / "src/panel_refunds/pages/assets/pico.min.css"


def sheet(**brand: Any) -> str:
    return sheet_of(Brand(**brand)).body.decode()


def test_a_brand_that_names_one_colour_keeps_our_grounds() -> None:
    text = sheet(light=Shades(colour="#123456"))
    by_day, _, by_night = text.partition("@media (prefers-color-scheme: dark)")
    assert "--pico-primary:#123456;" in by_day
    assert "--pico-primary-inverse:#ffffff;" in by_day
    found = re.search(r"--pico-primary:(#\w+);", by_night)
    assert found is not None
    assert contrast(found[1], "#181c25") >= READABLE
    assert "--pico-background-color" not in text


def test_a_ground_of_its_own_takes_everything_with_it_that_stands_on_it() -> None:
    by_day, _, by_night = sheet(light=Shades(ground="#fff8e7", text="#221100")).partition("@media")
    for name in ("background-color", "card-background-color", "form-element-background-color"):
        assert f"--pico-{name}:#fff8e7;" in by_day
    for name in ("color", "h1-color", "form-element-color"):
        assert f"--pico-{name}:#221100;" in by_day
    assert "--pico-background-color" not in by_night


def test_every_name_of_the_sheet_below_ours_is_one_that_it_has() -> None:
    """A name that the vendored sheet no longer has would silently do nothing."""
    known = set(re.findall(r"--pico-[\w-]+", PICO.read_text(encoding="utf-8")))
    used = set(re.findall(r"--pico-[\w-]+", sheet(light=Shades(ground="#ffffff"), radius=3, font=Font("A"))))
    assert used - known == set()


def test_corners_and_fonts(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text(".hero { color: inherit }")
    regular, bold = (BrandFile(f"{name}.woff2", name * 32, tmp_path) for name in ("ab", "cd"))
    files = (FontFile(regular), FontFile(bold, "500 700", "italic", "U+0600-06FF"))
    text = sheet(
        radius=0,
        font=Font("Shop Sans", "sans-serif", files),
        heading_font=Font("Shop Sans", "serif", files),
        style=BrandFile("own.css", "digest", tmp_path / "own.css"),
    )
    assert "--pico-border-radius:0px;--round:0px;" in text
    assert '--pico-font-family:"Shop Sans", var(--pico-font-family-sans-serif);' in text
    assert '--heading-font:"Shop Sans", Georgia' in text
    faces = re.findall(r"@font-face\{[^}]*\}", text)
    assert len(faces) == 2, "text and headings share their files"
    assert all("font-display:swap;" in face for face in faces)
    assert f'src:url("../fonts/{"cd" * 32}.woff2") format("woff2");' in faces[1]
    assert "font-weight:500 700;font-style:italic;" in faces[1]
    assert "unicode-range:U+0600-06FF;" in faces[1]
    assert text.endswith(".hero { color: inherit }"), "what a brand adds itself is the last word"
    assert "://" not in text


def test_another_brand_has_another_address() -> None:
    one, other = sheet_of(Brand()), sheet_of(Brand(radius=1))
    assert sheet_of(Brand()) is one
    assert one.version != other.version
