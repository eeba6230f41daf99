"""What a page of the console offers to press; the desk's own dialog of keys is left out."""

from __future__ import annotations

from tests.pages.browser import Page


def offered(page: Page) -> list[str]:
    """The buttons of the console's part of a page."""
    part = page.main.find("div", class_="console-page")
    assert part is not None
    return [button.text for button in part.every("button")]
