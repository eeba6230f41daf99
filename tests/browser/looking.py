"""Looks at a page as it stands in the browser: for those who cannot see it well, cannot use a mouse, or have a small screen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page
from tests.browser.one_browser import DESKTOP

SMALL = {"width": 320, "height": 640}
SCREENS = (SMALL, {"width": 640, "height": 450}, {"width": 1030, "height": 700})
"""A small telephone, what is left of the middle screen at 200 %, and where wide tables begin."""
_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
    "selectors": False,
}
_RUN = """options => axe.run(document, options).then(({violations}) => violations.map(
    ({id, help, nodes}) => `axe ${id}: ${help}: ${nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")}`))"""
_TOO_WIDE = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    const out = [...document.querySelectorAll("body *")].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width && (box.right > wide + 1 || box.left < -1) && !element.closest(".unseen, .skip, thead");
    });
    return out.slice(0, 3).map(element => element.outerHTML.slice(0, 120)).concat("scrolls sideways");
}"""
_OUT_OF_REACH = """() => {
    const scope = document.querySelector("dialog[open]") || document;
    const all = [...scope.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
    const wrong = [];
    for (const element of all) {
        if (element.type === "hidden" || element.disabled || element.hidden || !element.checkVisibility()) continue;
        const html = element.outerHTML.slice(0, 120);
        if (element.tabIndex > 0) wrong.push(`the order of Tab is numbered at ${html}`);
        if (element.tabIndex < 0 && !element.hasAttribute("data-focus")) wrong.push(`no Tab reaches ${html}`);
        if (element.tabIndex < 0) continue;
        element.focus();
        const style = getComputedStyle(element);
        if ((style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) && style.boxShadow === "none")
            wrong.push(`focus cannot be seen on ${html}`);
    }
    return wrong;
}"""


_MOVES = """() => [...document.querySelectorAll("body *")].filter(element => {
    const style = getComputedStyle(element);
    return style.animationName !== "none" || style.transitionDuration.split(", ").some(each => parseFloat(each) > 0);
}).slice(0, 3).map(element => `moves: ${element.outerHTML.slice(0, 120)}`)"""


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def barriers(page: Page) -> list[str]:
    """What axe finds, by WCAG 2.2 AA and its own good advice."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    found: list[str] = page.evaluate(_RUN, _RULES)
    return found


def too_wide(page: Page, screens: Iterable[dict[str, int]] = SCREENS) -> list[str]:
    """What makes the page scroll sideways, on each of these screens."""
    before = page.viewport_size
    found = []
    for screen in screens:
        page.set_viewport_size(screen)
        found += [f"{screen['width']} px: {what}" for what in page.evaluate(_TOO_WIDE)]
    page.set_viewport_size(before)
    return found


def too_wide_in_large_letters(page: Page) -> list[str]:
    """The same, on the middle screen for somebody who has set letters twice as large."""
    before = page.viewport_size
    page.set_viewport_size(DESKTOP)
    line = page.context.new_cdp_session(page)
    line.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    found = [f"large letters: {what}" for what in page.evaluate(_TOO_WIDE)]
    line.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
    line.detach()
    page.set_viewport_size(before)
    return found


def out_of_reach(page: Page) -> list[str]:
    """What the Tab key does not reach, and where one cannot see that one is there.

    After one real Tab the browser takes the rest for steps of somebody at the keyboard too.
    """
    page.keyboard.press("Tab")
    wrong: list[str] = page.evaluate(_OUT_OF_REACH)
    return wrong


def moves(page: Page) -> list[str]:
    """What moves though the person has asked for less motion."""
    found: list[str] = page.evaluate(_MOVES)
    return found
