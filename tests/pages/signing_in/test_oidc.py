"""The whole way there and back, with a real OpenID Connect service on a port of this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.openid import SECRET, OpenIdService, Person, open_id_service
from tests.pages.browser import Browser, Page
from tests.pages.signing_in.conftest import BOSS, PASSWORD, People
from tests.web.panel import ROOT, Installed

from panel_refunds.flows.staff_members import add_staff

BACK = "https://smmpanelus.com/staff/oidc/back"
NOT_IN = "Not signed in"


@pytest.fixture(scope="module")
def service() -> Iterator[OpenIdService]:
    with open_id_service() as made:
        made.client.redirects.append(BACK)
        yield made


@pytest.fixture
def house(service: OpenIdService, tmp_path: Path) -> Iterator[House]:
    made = House(service, tmp_path)
    yield made
    made.close()


class House:
    """A tenant with a sign-in service, ana among its staff, and a browser."""

    def __init__(self, service: OpenIdService, folder: Path) -> None:
        self.service, self.folder = service, folder
        shutil.copytree(ROOT / "tenants", folder / "tenants")
        (folder / "tenants/smmpanelus/oidc.secret").write_text(f"{SECRET}\n")
        self.installed: Installed | None = None

    def opens(self, more: str = "", email: str = "ana@smmpanelus.com") -> Browser:
        file = self.folder / "tenants/smmpanelus/tenant.toml"
        settings = f'client_id = "refunds"\nclient_secret = {{ file = "oidc.secret" }}\nname = "House id"\n{more}'
        file.write_text(f'{file.read_text()}\n[staff.oidc]\nissuer = "{self.service.issuer}"\n{settings}')
        self.installed = Installed(self.folder)
        installed = self.installed
        self.service.now = lambda: installed.at
        self.service.person, self.service.down, self.service.bent = Person("7", email), False, {}
        desk = installed.service.desk("smmpanelus")
        add_staff(desk, "ana", name="Ana", role="finance", by=BOSS, identity="ana@smmpanelus.com")
        return self.browser()

    def browser(self) -> Browser:
        assert self.installed is not None
        browser = Browser(self.installed)
        browser.client.follow_redirects = False
        return browser

    def away(self, browser: Browser, page: str = "/staff/me") -> str:
        """Press the button; where the service sends the browser back to."""
        browser.open(f"/staff/sign-in?next={page}")
        sent = browser.follow("Sign in with House id")
        assert sent.status == 303
        return self.service.comes_back(sent.headers["location"])

    def back(self, browser: Browser, address: str) -> Page:
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == BACK
        return browser.open(f"{parts.path}?{parts.query}")

    def close(self) -> None:
        if self.installed:
            self.installed.close()


def test_there_and_back_opens_the_page_that_was_wanted(house: House) -> None:
    browser = house.opens()
    page = house.back(browser, house.away(browser))
    assert (page.status, page.headers["location"]) == (303, "/staff/me")
    cookies = page.headers.get_list("set-cookie")
    assert any(cookie.startswith("__Host-guest=;") for cookie in cookies)
    assert any(cookie.startswith("__Host-session=") and "SameSite=Lax" in cookie for cookie in cookies)
    assert browser.open("/staff/me").heading == "Ana"
    browser.client.follow_redirects = True
    assert browser.press("Sign out").heading == "Sign in"
    assert browser.open("/staff/me").heading == "Sign in"


def test_the_answer_is_for_the_browser_that_asked_and_once(house: House) -> None:
    browser = house.opens()
    address = house.away(browser)
    stranger = house.browser()
    page = house.back(stranger, address)
    assert (page.status, page.heading, "__Host-session" in stranger.client.cookies) == (403, NOT_IN, False)
    assert house.back(browser, address).status == 303
    assert house.back(browser, address).heading == NOT_IN


def test_nobody_comes_in_with_an_account_alone(house: House) -> None:
    browser = house.opens(email="eve@smmpanelus.com")
    page = house.back(browser, house.away(browser))
    assert (page.status, page.heading) == (403, NOT_IN)
    assert "Your account at House id opens nothing here." in page
    assert "eve" not in page.html


def test_an_error_of_the_service_is_said_in_our_words(house: House) -> None:
    browser = house.opens()
    address = house.away(browser)
    state = urlsplit(address).query.partition("state=")[2]
    page = browser.open(f"/staff/oidc/back?error=access_denied&error_description=%3Cb%3Ebad&state={state}")
    assert (page.status, page.heading) == (401, NOT_IN)
    assert "House id did not sign you in." in page
    assert "bad" not in page.html


def test_a_silent_service_leaves_the_password(house: House) -> None:
    browser = house.opens()
    house.service.down = True
    browser.open("/staff/sign-in")
    page = browser.follow("Sign in with House id")
    assert (page.status, page.heading) == (503, NOT_IN)
    assert "House id does not answer at the moment." in page
    assert house.installed is not None
    browser.client.follow_redirects = True
    people = People(house.installed)
    browser.open(people.invite("bo"))
    browser.press("Set the password", password=PASSWORD)
    browser.open("/staff/sign-in?next=/staff/me")
    assert browser.press("Sign in", login="bo", password=PASSWORD).heading == "Bo"


def test_it_can_be_the_only_way(house: House) -> None:
    browser = house.opens("only = true\n")
    page = browser.open("/staff/sign-in")
    assert (page.buttons, page.main.find("input", type="password")) == ([], None)
    token = browser.open("/staff/oidc?next=/staff/me")
    assert token.status == 303
    assert house.back(browser, house.away(browser)).status == 303
    me = browser.open("/staff/me")
    assert "Change the password" not in me
    given = {"login": "ana", "password": PASSWORD, "csrf_token": "x"}
    assert house.browser().post("/staff/sign-in", given).status == 403


def test_next_is_never_somebody_elses_address(house: House) -> None:
    house.opens()
    for wanted in ("//evil.example", "https://evil.example/", "/%5Cevil.example", "%00"):
        browser = house.browser()
        page = house.back(browser, house.away(browser, wanted))
        assert page.headers["location"] == "/desk"


def test_codes_are_set_up_on_the_way_in_where_the_tenant_wants_them(house: House) -> None:
    (house.folder / "key").write_text("k" * 43 + "=")
    (house.folder / "panel-refunds.toml").write_text('secrets_key = { file = "key" }\n')
    browser = house.opens('[staff]\ncodes = "required"\n')
    page = house.back(browser, house.away(browser))
    assert page.headers["location"] == "/staff/first-codes?next=/staff/me"
    assert browser.open("/staff/me").status == 303


def test_another_tenant_has_no_such_way(house: House) -> None:
    house.opens()
    assert house.installed is not None
    browser = Browser(house.installed, "lumenreach.example")
    assert "House id" not in browser.open("/staff/sign-in")
    for path in ("/staff/oidc", "/staff/oidc/back?state=x&code=y"):
        assert browser.open(path).status == 404
