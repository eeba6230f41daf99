"""One page in one state, as a line of a table: where it is, who sees it, how one gets there, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, Route
from tests.browser.one_browser import DESKTOP, PHONE
from tests.browser.world import World

from panel_refunds.flows.people import STAFF_ROLES

Steps = Callable[[Page, World], object]


@dataclass(frozen=True)
class Shown:
    """``name`` is the picture's, ``address`` one of ``pages.routes.ADDRESSES``, ``about`` the picture's line.

    ``who`` is a customer, a person of the staff (``finance-ana``) or ``NOBODY``. ``path`` has the world's ids in it, and
    ``steps`` lead from there to the page where a link alone does not; they find their way by names and not by words,
    because they go it in every language. ``words`` are on the page. ``scripts=False``: as it is where scripts are off.
    """

    name: str
    address: str
    who: str
    path: str | Callable[[World], str]
    words: tuple[str, ...]
    about: str
    steps: Steps | None = None
    tenant: str = "smmpanelus"
    status: int = 200
    scripts: bool = True
    dark: bool = False
    language: str = "en"
    wide: bool | None = None

    @property
    def for_staff(self) -> bool:
        """Whether it is a page of the staff's."""
        return self.who.partition("-")[0] in STAFF_ROLES or self.address.startswith(("staff_", "desk", "console"))

    @property
    def screen(self) -> dict[str, int]:
        """The screen it is mostly seen on."""
        wide = self.for_staff if self.wide is None else self.wide
        return DESKTOP if wide else PHONE

    def open(self, world: World, language: str = "en") -> Page:
        """Go there, in that language; what the page asks for meanwhile is not waited for."""
        page = world.eyes.as_seen_by(self.who, self.tenant)
        page.set_extra_http_headers({"accept-language": language})
        if not self.scripts:
            page.route("**/pages.js", _no_script)
        path = world.path(self.path) if isinstance(self.path, str) else self.path(world)
        page.goto(world.house.url(path, self.tenant))
        if self.steps:
            self.steps(page, world)
        return page


def _no_script(route: Route) -> None:
    route.fulfill(body="", content_type="text/javascript")


def send(page: Page, _world: World) -> None:
    """Press the main button of the page's form."""
    page.locator("main form[method=post]:not(:has(button.quiet)) button").last.click()


def fill(**fields: str) -> Steps:
    """Fill in the fields with these ids, and send the form."""

    def steps(page: Page, world: World) -> None:
        for name, text in fields.items():
            page.fill(f"#{name}", text)
        send(page, world)

    return steps
