"""One browser with one page, for everybody in turn: to start another one takes longer than to look at a page."""

from __future__ import annotations

from functools import cached_property

from playwright.sync_api import Browser, Page
from tests.browser.house import HOSTS, House
from tests.pages.desk.staff import staff_session

from panel_refunds.flows.people import STAFF_ROLES
from panel_refunds.flows.portal_session import follow_sign_in_link, make_sign_in_link
from panel_refunds.pages.cookie import NAME

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NOBODY = "nobody"
PATIENCE = 60_000
"""Milliseconds after which something will never come; a busy machine is no fault of a page's."""


class OneBrowser:
    """``as_seen_by`` has the page change hands."""

    def __init__(self, chromium: Browser, house: House, *, sharp: bool = False) -> None:
        self._chromium = chromium
        self._house = house
        self._sharp = sharp
        self._secrets: dict[tuple[str, str], str] = {}
        self._now: tuple[str, str] | None = None

    @cached_property
    def _page(self) -> Page:
        made = self._chromium.new_context(
            viewport=DESKTOP, device_scale_factor=2 if self._sharp else 1, reduced_motion="reduce"
        )
        made.set_default_timeout(PATIENCE)
        return made.new_page()

    def as_seen_by(self, who: str, tenant: str) -> Page:
        """The page, in the hands of a customer, of somebody of the staff (``finance-ana``) or of ``NOBODY``."""
        page = self._page
        page.unroute_all()
        page.set_extra_http_headers({"accept-language": "en"})
        if (tenant, who) == self._now and who != NOBODY:
            return page
        self._now = (tenant, who)
        page.context.clear_cookies()
        if who != NOBODY:
            keep_session(page, self._house, self.secret_of(who, tenant), tenant)
        return page

    def secret_of(self, who: str, tenant: str) -> str:
        """The secret of the session of who is signed in."""
        if (tenant, who) not in self._secrets:
            self._secrets[tenant, who] = self._sign_in(who, tenant)
        return self._secrets[tenant, who]

    def forget(self, who: str, tenant: str) -> None:
        """They signed out."""
        del self._secrets[tenant, who]
        self._now = None

    def token_of(self, customer: str, tenant: str) -> str:
        """What is good once for signing in a customer."""
        return sign_in_token(self._house, customer, tenant)

    def _sign_in(self, who: str, tenant: str) -> str:
        host = HOSTS[tenant]
        if who.partition("-")[0] in STAFF_ROLES:
            return staff_session(self._house.installed, who, tenant, host)
        desk = self._house.installed.service.desk(tenant)
        return str(follow_sign_in_link(desk, sign_in_token(self._house, who, tenant)).secret)

    def close(self) -> None:
        """Close it."""
        self._page.context.close()


def keep_session(page: Page, house: House, secret: str, tenant: str) -> None:
    """Have the browser keep a session, as if an answer of the host had brought it."""
    address = house.url("/cookie", tenant)
    cookie = f"{NAME}={secret}; Path=/; Secure; HttpOnly; SameSite=Lax"
    page.route(address, lambda route: route.fulfill(headers={"set-cookie": cookie}, body=""))
    page.goto(address)
    page.unroute(address)


def sign_in_token(house: House, customer: str, tenant: str = "smmpanelus") -> str:
    """What is good once for signing in a customer."""
    token, _ = make_sign_in_link(house.installed.service.desk(tenant), customer, HOSTS[tenant])
    return token
