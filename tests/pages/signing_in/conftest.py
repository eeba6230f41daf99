"""A service with a key for one-time codes, and people who sign in to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyotp
import pytest
from cryptography.fernet import Fernet
from tests.pages.browser import Browser
from tests.web.panel import HOSTS, ROOT, Installed, Panel

from panel_refunds.flows.staff_members import add_staff

PASSWORD = "four plain words today"
BOSS = "operator-shell"


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped tenants, in an installation that names a key."""
    folder = tmp_path_factory.mktemp("installation")
    shutil.copytree(ROOT / "tenants", folder / "tenants")
    (folder / "key").write_text(Fernet.generate_key().decode())
    (folder / "panel-refunds.toml").write_text('secrets_key = { file = "key" }\n')
    return folder


@pytest.fixture
def installed(root: Path) -> Iterator[Installed]:
    made = Installed(root)
    yield made
    made.close()


@dataclass
class People:
    """The staff of the tenants, from outside."""

    installed: Installed

    def invite(self, login: str = "ana", role: str = "finance", tenant: str = "smmpanelus") -> str:
        """The path of an invitation."""
        desk = self.installed.service.desk(tenant)
        return f"/staff/invitation/{add_staff(desk, login, name=login.title(), role=role, by=BOSS).token}"

    def browser(self, tenant: str = "smmpanelus", language: str = "en") -> Browser:
        return Browser(self.installed, HOSTS[tenant], language)

    def hire(self, login: str = "ana", role: str = "finance", tenant: str = "smmpanelus") -> Browser:
        """A browser in which somebody new has chosen a password, and stands before the form to sign in."""
        browser = self.browser(tenant)
        browser.open(self.invite(login, role, tenant))
        browser.press("Set the password", password=PASSWORD)
        return browser

    def enter(self, login: str = "ana", role: str = "finance", tenant: str = "smmpanelus") -> Browser:
        """A browser in which somebody new is signed in, on their own page."""
        browser = self.hire(login, role, tenant)
        browser.open("/staff/sign-in?next=/staff/me")
        browser.press("Sign in", login=login, password=PASSWORD)
        return browser

    def with_codes(self, browser: Browser) -> tuple[pyotp.TOTP, list[str]]:
        """Set up codes in that browser; the telephone and the codes on paper."""
        browser.press("Set up one-time codes")
        secret = browser.page.main.find("code")
        assert secret is not None
        phone = pyotp.TOTP(secret.text.replace(" ", ""))
        browser.press("Turn one-time codes on", code=phone.at(self.installed.at))
        codes = [code.text for code in browser.page.main.every("code")]
        self.installed.passes(minutes=2)
        return phone, codes


@pytest.fixture
def people(installed: Installed) -> People:
    return People(installed)


@pytest.fixture
def panel(installed: Installed) -> Panel:
    return installed.panel()
