"""People of the staff at their browsers, signed in without the sign-in page: a session in the store, its cookie here."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from tests.pages.browser import Browser, Page, filled
from tests.web.panel import HOSTS, Installed

from panel_refunds.flows.portal_session import digest_of
from panel_refunds.pages.cookie import NAME
from panel_refunds.store import Session


class StaffBrowser(Browser):
    """A browser that also ticks several boxes of one name."""

    def press_list(self, button: str, page: Page | None = None, **lists: list[str]) -> Page:
        """Press a button of a form in which one name stands several times; what is not given is sent as it stands."""
        on = page or self.page
        form = on.form_with(button)
        values: dict[str, Any] = {**filled(form)}
        hidden: dict[str, list[str]] = {}
        for element in form.every("input"):
            if element.get("type") == "hidden":
                hidden.setdefault(element["name"], []).append(element.get("value") or "")
        values |= hidden | lists
        return self.post(form.get("action"), values)


def staff_session(installed: Installed, person: str, tenant: str, host: str) -> str:
    """The secret of a session in which ``person`` (``role-name``) is signed in at the tenant's pages."""
    secret, at = secrets.token_urlsafe(32), installed.at
    session = Session(
        digest=digest_of(secret),
        session_id=f"ses_{secret[:20]}",
        kind="staff",
        subject=person,
        site=host,
        csrf=secrets.token_urlsafe(32),
        opened_at=at,
        ends_at=at + timedelta(hours=12),
        last_at=at,
    )
    with installed.service.desk(tenant).begin() as books:
        books.add_session(session)
    return secret


def staff_browser(installed: Installed, person: str = "finance-ana", tenant: str = "smmpanelus") -> StaffBrowser:
    """The browser of ``person`` (``role-name``), signed in at this tenant's pages."""
    host = HOSTS[tenant]
    browser = StaffBrowser(installed, host)
    browser.client.cookies.set(NAME, staff_session(installed, person, tenant, host), domain=host)
    return browser
