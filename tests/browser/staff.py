"""People of the staff who were invited, have chosen a password, and perhaps have one-time codes."""

from __future__ import annotations

import pyotp
from tests.browser.house import HOSTS, House
from tests.pages.browser import Browser as PlainBrowser
from tests.pages.desk.staff import staff_session

from panel_refunds.flows.staff_members import add_staff
from panel_refunds.pages.cookie import NAME

PASSWORD = "four plain words today"


def invite(house: House, person: str, tenant: str = "smmpanelus") -> str:
    """The token of the invitation of ``finance-ana``."""
    role, _, login = person.rpartition("-")
    desk = house.installed.service.desk(tenant)
    return str(add_staff(desk, login, name=login.title(), role=role, by="operator-shell").token)


def hire(house: House, person: str, tenant: str = "smmpanelus", *, with_codes: bool = False) -> None:
    """Somebody was invited and has chosen a password; ``with_codes``: and has set up one-time codes."""
    browser = PlainBrowser(house.installed, HOSTS[tenant])
    browser.open(f"/staff/invitation/{invite(house, person, tenant)}")
    browser.press("Set the password", password=PASSWORD)
    if with_codes:
        browser.client.cookies.set(NAME, staff_session(house.installed, person, tenant, HOSTS[tenant]))
        browser.open("/staff/me")
        browser.press("Set up one-time codes")
        secret = browser.page.main.find("code")
        assert secret is not None
        code = pyotp.TOTP(secret.text.replace(" ", "")).at(house.installed.at)
        browser.press("Turn one-time codes on", code=code)
    browser.client.close()
