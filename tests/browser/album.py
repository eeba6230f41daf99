"""The pictures of all pages in ``docs/pictures/pages``, and the page of the documentation that shows them."""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.sync_api import Page
from tests.browser.shown import SURFACES
from tests.browser.shown.shown import Shown
from tests.browser.world import World
from tests.web.panel import ROOT

FOLDER = ROOT / "docs" / "pictures" / "pages"
GALLERY = ROOT / "docs" / "pages.md"
_TALLEST = {True: 900, False: 1180}
_QUALITY = 66
_HEAD = """# Pages

<!-- Written by tests/browser (`pytest tests/browser --write-pictures`); a test compares. Do not edit by hand. -->

Every page in every state, as a real browser shows it: the customer's on a telephone, the staff's on a middle screen. The
names, the amounts and the two months of history are made up.
"""
_WIDTHS = {True: 420, False: 230}


def file_of(shown: Shown) -> Path:
    """Where the picture is."""
    return FOLDER / f"{shown.name}.webp"


def take(world: World, shown: Shown) -> None:
    """Take the picture anew."""
    page = world.eyes.as_seen_by(shown.who, shown.tenant)
    page.set_viewport_size(shown.screen)
    page.emulate_media(color_scheme="dark" if shown.dark else "light")
    shown.open(world, shown.language)
    page.wait_for_load_state("networkidle")
    file_of(shown).write_bytes(_photograph(page, is_wide=shown.screen["width"] > 1000))


def _photograph(page: Page, *, is_wide: bool) -> bytes:
    size = page.viewport_size
    assert size
    height = page.evaluate("document.documentElement.scrollHeight")
    clip = {
        "x": 0,
        "y": 0,
        "width": size["width"],
        "height": min(max(height, 300), _TALLEST[is_wide]),
        "scale": 0.7 if is_wide else 0.85,
    }
    line = page.context.new_cdp_session(page)
    given = {"format": "webp", "quality": _QUALITY, "clip": clip, "captureBeyondViewport": True}
    taken = line.send("Page.captureScreenshot", given)
    line.detach()
    return base64.b64decode(taken["data"])


def gallery() -> str:
    """The page with all of them, surface by surface."""
    parts = [_HEAD]
    for surface, table in SURFACES.items():
        parts.append(f"\n## {surface}\n")
        parts += [_shown_in(shown) for shown in table]
    return "\n".join(parts)


def _shown_in(shown: Shown) -> str:
    width = _WIDTHS[shown.screen["width"] > 1000]
    return f'\n**{shown.about}**\n\n<img src="pictures/pages/{shown.name}.webp" width="{width}" alt="{shown.about}">\n'
