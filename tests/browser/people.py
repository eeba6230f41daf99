"""Customers and people of the staff, each at a browser of their own, signed in through the front door."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page
from tests.browser.house import HOSTS, House
from tests.browser.one_browser import DESKTOP, PATIENCE, keep_session
from tests.pages.desk.staff import staff_session


class Browsers:
    """Browsers that are used again, with what the last person left wiped off: a new one costs a second."""

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium
        self._free: dict[str, list[BrowserContext]] = {}
        self._kinds: dict[BrowserContext, str] = {}

    def take(self, **options: Any) -> Page:
        """The one page of a browser without cookies, by default on a screen of middle size."""
        kind = repr(sorted(options.items()))
        free = self._free.setdefault(kind, [])
        if free:
            return free.pop().pages[0]
        context = self._chromium.new_context(**{"viewport": DESKTOP, "reduced_motion": "reduce", **options})
        context.set_default_timeout(PATIENCE)
        self._kinds[context] = kind
        return context.new_page()

    def give_back(self, context: BrowserContext) -> None:
        """It is free again."""
        first, *others = context.pages
        for page in others:
            page.close()
        first.unroute_all()
        first.set_extra_http_headers({})
        first.goto("about:blank")
        context.clear_cookies()
        self._free[self._kinds[context]].append(context)

    def close(self) -> None:
        """Close them all."""
        for context in self._kinds:
            context.close()


class People:
    """Opens browsers for who comes to a house; all of them are given back when the people leave."""

    def __init__(self, browsers: Browsers, house: House) -> None:
        self._browsers = browsers
        self._house = house
        self._taken: list[BrowserContext] = []

    def nobody(self, **options: Any) -> Page:
        """A page of a browser in which nobody is signed in."""
        page = self._browsers.take(**options)
        self._taken.append(page.context)
        return page

    def customer(self, customer: str, **options: Any) -> Page:
        """A page of a browser in which the panel signed this customer in."""
        page = self.nobody(**options)
        page.goto(self.link(customer))
        page.click("main button")
        page.wait_for_selector("header form")
        return page

    def link(self, customer: str, path: str | None = None) -> str:
        """The link by which the panel sends its customer here, to the page at ``path``."""
        given = {"customer": customer, **({"next": path} if path else {})}
        url = urlsplit(self._house.panel().post("/portal-sessions", given)["url"])
        return self._house.url(url.path + (f"?{url.query}" if url.query else ""))

    def staff(self, person: str, tenant: str = "smmpanelus") -> Page:
        """A page of a browser in which this person (``role-name``) is signed in; how one signs in is a story's."""
        page = self.nobody()
        secret = staff_session(self._house.installed, person, tenant, HOSTS[tenant])
        keep_session(page, self._house, secret, tenant)
        return page

    def leave(self) -> None:
        """Give all browsers back."""
        for context in self._taken:
            self._browsers.give_back(context)
        self._taken.clear()
