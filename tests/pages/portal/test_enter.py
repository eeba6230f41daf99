"""A link is followed once, by a click in this browser; it leads to a page of ours and nowhere else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.flows.panel_signer import SECRET, PanelSigner
from tests.pages.browser import Browser
from tests.web.panel import ROOT, Installed, Panel

TOKENS = '\n[portal]\nframed_by = ["https://panel.example"]\n\n[portal.tokens]\nalgorithm = "HS256"\nissuer = "{issuer}"\nkeys = [{{ file = "key" }}]\n'
AGAIN = "Please press the button once more."


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped tenants, which take tokens of their panels; both panels have the same secret, out of laziness."""
    folder = tmp_path_factory.mktemp("installation")
    shutil.copytree(ROOT / "tenants", folder / "tenants")
    for slug in ("smmpanelus", "lumenreach"):
        file = folder / "tenants" / slug / "tenant.toml"
        file.write_text(file.read_text() + TOKENS.format(issuer=f"https://{slug}.com"))
        (file.parent / "key").write_text(SECRET)
    return folder


@pytest.fixture
def installed(root: Path) -> Iterator[Installed]:
    made = Installed(root)
    yield made
    made.close()


@pytest.fixture
def signer(installed: Installed) -> PanelSigner:
    return PanelSigner(installed.at)


def a_link(panel: Panel, **given: str) -> str:
    url = urlsplit(panel.post("/portal-sessions", {"customer": "c1", **given})["url"])
    return url.path + (f"?{url.query}" if url.query else "")


def set_cookies(page: object) -> list[str]:
    return page.headers.get_list("set-cookie")  # type: ignore[attr-defined]  # a page of the test's browser


def test_looking_at_a_link_uses_nothing_up_and_following_it_does(panel: Panel, installed: Installed) -> None:
    link, browser = a_link(panel), Browser(installed)
    for _ in range(2):
        assert browser.open(link).heading == "Your balance and refunds"
    browser.press("Continue")
    assert browser.page.status == 200
    for again in (browser.open(link), Browser(installed).open(link)):
        assert again.status == 410
        assert "This link was used before" in again


def test_a_link_of_another_tenant_opens_nothing(panel: Panel, installed: Installed) -> None:
    stranger, link = Browser(installed, "lumenreach.example"), a_link(panel)
    assert stranger.open(link).heading == "This link opens nothing"
    assert stranger.post(link, {}).status == 410


@pytest.mark.parametrize("wanted", ["//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere", "policy"])
def test_following_leads_nowhere_else(panel: Panel, installed: Installed, wanted: str) -> None:
    browser = Browser(installed)
    browser.open(a_link(panel))
    browser.client.follow_redirects = False
    page = browser.press("Continue", next=wanted)
    assert (page.status, page.headers["location"]) == (303, "/")


def test_it_leads_to_the_page_that_was_wanted(panel: Panel, installed: Installed) -> None:
    browser = Browser(installed)
    browser.open(a_link(panel, next="/policy"))
    assert browser.page.value("next") == "/policy"
    assert browser.press("Continue").path == "/policy"


def test_another_page_cannot_send_the_form(panel: Panel, installed: Installed) -> None:
    """Signing a browser in to somebody else's account is an attack too."""
    link, browser = a_link(panel, next="/policy"), Browser(installed)
    other = Browser(installed)
    other.open(link)
    stolen = other.page.value("csrf_token")
    for values in ({}, {"csrf_token": stolen}, {"csrf_token": "x"}):
        page = browser.post(link, {**values, "next": "/policy"})
        assert (page.status, AGAIN in page, page.main.find("form", data_send_at_once="")) == (403, True, None)
        assert "__Host-session" not in browser.client.cookies
    assert browser.press("Continue").path == "/policy"
    assert browser.open("/").status == 200


def test_the_form_sends_itself_only_where_the_visitor_came_from_here(panel: Panel, installed: Installed) -> None:
    plain = a_link(panel)
    framed = a_link(panel, framed_by="https://panel.example")
    for link, headers, at_once in (
        (plain, {}, False),
        (plain, {"sec-fetch-site": "cross-site", "sec-fetch-dest": "document"}, False),
        (plain, {"sec-fetch-site": "none", "sec-fetch-dest": "document"}, False),
        (plain, {"sec-fetch-site": "same-site", "sec-fetch-dest": "document"}, True),
        (plain, {"sec-fetch-site": "same-origin", "sec-fetch-dest": "document"}, True),
        (plain, {"sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe"}, False),
        (framed, {"sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe"}, True),
    ):
        browser = Browser(installed)
        browser.client.headers.update(headers)
        form = browser.open(link).main.find("form")
        assert form is not None
        assert form.has("data-send-at-once") is at_once, headers


def test_in_a_frame_both_cookies_live_in_the_jar_of_the_panels_page(panel: Panel, installed: Installed) -> None:
    browser = Browser(installed)
    page = browser.open(a_link(panel, framed_by="https://panel.example"))
    (greeting,) = set_cookies(page)
    assert greeting.startswith("__Host-newcomer=")
    assert greeting.endswith("HttpOnly; Secure; SameSite=None; Partitioned")
    assert "frame-ancestors https://panel.example" in page.headers["content-security-policy"]
    browser.client.follow_redirects = False
    cookies = set_cookies(browser.press("Continue"))
    assert [cookie.partition("=")[0] for cookie in cookies] == ["__Host-session", "__Host-newcomer"]
    assert all(cookie.endswith("SameSite=None; Partitioned") for cookie in cookies)


def test_what_opens_nothing_any_more_is_said_in_the_frame_too(panel: Panel, installed: Installed) -> None:
    browser = Browser(installed)
    link = a_link(panel, framed_by="https://panel.example")
    browser.open(link)
    browser.press("Continue")
    assert "frame-ancestors https://panel.example" in browser.open(link).headers["content-security-policy"]
    installed.passes(hours=3)
    page = browser.open("/")
    assert page.heading == "Please sign in again"
    assert "frame-ancestors https://panel.example" in page.headers["content-security-policy"]


def test_a_token_of_the_panel_is_as_good_as_a_link(signer: PanelSigner, installed: Installed) -> None:
    link, browser = f"/enter/{signer.token()}?next=/requests", Browser(installed)
    for _ in range(2):
        assert browser.open(link).heading == "Your balance and refunds"
    scanner = Browser(installed)
    assert scanner.open(link).status == 200
    assert browser.press("Continue").path == "/requests"
    assert [each.open(link).status for each in (browser, scanner)] == [410, 410]
    assert scanner.post(link, {}).status == 410


def test_a_token_of_the_panel_opens_a_frame_that_it_names(signer: PanelSigner, installed: Installed) -> None:
    browser = Browser(installed)
    page = browser.open(f"/enter/{signer.token(framed_by='https://panel.example')}")
    assert "frame-ancestors https://panel.example" in page.headers["content-security-policy"]
    assert "frame-ancestors https://panel.example" in browser.press("Continue").headers["content-security-policy"]
    assert Browser(installed).open(f"/enter/{signer.token(framed_by='https://evil.example')}").status == 410


def test_a_token_is_for_one_tenant_and_one_host(signer: PanelSigner, installed: Installed) -> None:
    """Even where two brands share a secret."""
    token = signer.token()
    stranger = Browser(installed, "lumenreach.example")
    assert stranger.open(f"/enter/{token}").status == 410
    for site, issuer in (
        ("lumenreach.example", "https://smmpanelus.com"),
        ("smmpanelus.com", "https://lumenreach.com"),
    ):
        bent = PanelSigner(installed.at, site=site, issuer=issuer).token()
        assert stranger.open(f"/enter/{bent}").status == 410
        assert Browser(installed).open(f"/enter/{bent}").status == 410
    theirs = PanelSigner(installed.at, site="lumenreach.example", issuer="https://lumenreach.com").token()
    stranger.open(f"/enter/{theirs}")
    assert stranger.press("Continue").status == 200
    # The same jti at another tenant is another click.
    ours = Browser(installed)
    ours.open(f"/enter/{token}")
    assert ours.press("Continue").status == 200


def test_what_is_wrong_with_a_token_is_nobodys_business(signer: PanelSigner, installed: Installed) -> None:
    now = int(installed.at.timestamp())
    tokens = [
        signer.as_written({"alg": "none"}),
        signer.token(exp=now + 301),
        signer.token(iat=now - 300, exp=now),
        signer.token(jti=None),
        "a.b.c",
        "." * 9000,
        "%00.%ff.x",
    ]
    shown = {Browser(installed).open(f"/enter/{token}").main.text for token in tokens}
    assert len(shown) == 1
    assert "This link opens nothing" in shown.pop()


def test_signing_out_ends_the_session(browser: Browser) -> None:
    secret = browser.client.cookies["__Host-session"]
    assert browser.press("Sign out").status == 401
    browser.client.cookies.set("__Host-session", secret)
    assert browser.open("/").status == 401


def test_signing_out_needs_the_form_of_a_page(browser: Browser) -> None:
    assert browser.client.post("/sign-out").status_code == 403
    assert browser.open("/").status == 200
