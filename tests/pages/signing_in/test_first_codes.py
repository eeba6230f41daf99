"""Where the tenant requires one-time codes, they are set up after the password, and nothing else can be opened."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from cryptography.fernet import Fernet
from tests.pages.signing_in.conftest import PASSWORD
from tests.web.panel import ROOT, Installed


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installation")
    shutil.copytree(ROOT / "tenants", folder / "tenants")
    (folder / "key").write_text(Fernet.generate_key().decode())
    (folder / "panel-refunds.toml").write_text('secrets_key = { file = "key" }\n')
    file = folder / "tenants/smmpanelus/tenant.toml"
    file.write_text(f'{file.read_text()}\n[staff]\ncodes = "required"\n')
    return folder


@pytest.fixture
def installed(root: Path) -> Iterator[Installed]:
    made = Installed(root)
    yield made
    made.close()


def test_the_way_in_leads_over_the_picture(people, installed) -> None:
    browser = people.hire()
    browser.open("/staff/sign-in?next=/staff/me")
    page = browser.press("Sign in", login="ana", password=PASSWORD)
    assert (page.heading, page.path) == ("Set up one-time codes", "/staff/first-codes?next=/staff/me")
    assert "At SmmPanelUS everybody signs in with one-time codes." in page
    picture = page.main.find("img")
    assert picture is not None
    assert browser.client.get(picture["src"]).headers["content-type"].startswith("image/svg+xml")
    for closed in ("/staff/me", "/desk", "/staff/code?next=/desk"):
        assert browser.open(closed).heading == "Sign in"

    browser.open("/staff/first-codes?next=/staff/me")
    secret = browser.page.main.find("code")
    assert secret is not None
    phone = pyotp.TOTP(secret.text.replace(" ", ""))
    wrong = browser.press("Turn one-time codes on", code="000000")
    assert (wrong.status, wrong.heading) == (422, "Set up one-time codes")
    page = browser.press("Turn one-time codes on", code=phone.at(installed.at))
    assert (page.heading, len(list(page.main.every("code")))) == ("Your recovery codes", 10)
    assert browser.follow("I have kept them").heading == "Ana"
    assert browser.open("/staff/first-codes").path == "/desk"

    browser.open("/staff/me")
    page = browser.follow("Remove one-time codes")
    assert "You are signed out everywhere then" in page
    assert browser.press("Remove one-time codes", password=PASSWORD).heading == "Sign in"


def test_without_a_password_before_it_there_is_nothing(people, installed) -> None:
    browser = people.browser()
    assert browser.open("/staff/first-codes").heading == "Sign in"
    assert browser.client.get("/staff/first-codes/picture.svg").status_code == 404
    assert browser.post("/staff/first-codes", {"code": "000000"}).heading == "Sign in"


def test_another_tenant_requires_nothing(people) -> None:
    assert people.enter(tenant="lumenreach").page.heading == "Ana"
