"""Who comes where: by host, by cookie, in a language; and what is said when something is refused or breaks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.pages.browser import Browser, sign_in
from tests.web.panel import ROOT, Installed, Panel

from panel_refunds.errors import Refused
from panel_refunds.pages.portal import balance


def test_whoever_is_not_signed_in_is_told_where_to_begin(installed: Installed) -> None:
    page = Browser(installed).open("/")
    assert page.status == 401
    assert page.heading == "Please sign in again"


def test_a_session_is_good_for_its_own_tenant_only(panel: Panel, browser: Browser) -> None:
    secret = browser.client.cookies["__Host-session"]
    stranger = Browser(panel.installed, "lumenreach.example")
    stranger.client.cookies.set("__Host-session", secret)
    assert stranger.open("/").status == 401
    assert browser.open("/").status == 200


def test_a_host_that_is_left_out_or_unknown_has_no_pages(installed: Installed) -> None:
    # The blog is left out by one tenant and is another one's: its pages are that one's.
    assert "SmmPanelUS Blog" in Browser(installed, "news.blog.smmpanelus.com").open("/").tree.text
    assert Browser(installed, "nobody.example").client.get("/").status_code == 404
    assert Browser(installed, "nobody.example").client.get("/").headers["content-type"] == "application/problem+json"


def test_what_breaks_is_a_page_and_one_line_in_the_log(
    panel: Panel, browser: Browser, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_args: object, **_given: object) -> None:
        raise RuntimeError("c1@example.com")

    panel.deposit()
    monkeypatch.setattr(balance, "quote_balance", broken)
    page = browser.open("/")
    assert (page.status, page.heading) == (500, "This page does not work at the moment")
    logged = capsys.readouterr().out
    assert "page_broke" in logged
    assert "c1@example.com" not in logged


def test_what_a_flow_refuses_is_a_page_with_its_status(
    panel: Panel, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object, **_given: object) -> None:
        raise Refused("locked")

    panel.deposit()
    monkeypatch.setattr(balance, "quote_balance", refused)
    page = browser.open("/")
    assert (page.status, page.heading) == (503, "That cannot be done")
    assert "The database is busy" in page


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"a=1", {"content-type": "application/x-www-form-urlencoded", "transfer-encoding": "chunked"}),
        (b"x" * 70_000, {"content-type": "application/x-www-form-urlencoded"}),
        (b"&".join(b"a%d=1" % number for number in range(200)), {"content-type": "application/x-www-form-urlencoded"}),
        (b"--b\r\nbroken", {"content-type": "multipart/form-data; boundary=b"}),
    ],
)
def test_a_form_that_cannot_be_read_changes_nothing(browser: Browser, content: bytes, headers: dict[str, str]) -> None:
    answer = browser.client.post("/sign-out", content=content, headers=headers)
    assert answer.status_code in (400, 403)
    assert browser.open("/").status == 200


def test_every_page_carries_the_headers(browser: Browser, installed: Installed) -> None:
    for page in (browser.open("/"), Browser(installed).open("/"), Browser(installed).open("/enter/nothing")):
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["x-frame-options"] == "DENY"
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


def test_another_brand_is_another_page(panel: Panel, other: Panel) -> None:
    ours, theirs = sign_in(panel).open("/"), sign_in(other).open("/")
    assert "SmmPanelUS" in ours.tree.text
    assert "LumenReach" in theirs.tree.text
    assert ours.tree.find("html")["lang"] == "en"


def test_who_shows_the_pages_in_a_frame_is_shown_a_no_as_well(tmp_path: Path) -> None:
    """A session may end inside of the frame; a page that nobody may see there would say nothing at all."""
    folder = tmp_path / "tenants" / "lumenreach"
    shutil.copytree(ROOT / "tenants" / "lumenreach", folder)
    with (folder / "tenant.toml").open("a", encoding="utf-8") as file:
        file.write('\n[portal]\nframed_by = ["https://panel.example"]\n')
    made = Installed(tmp_path)
    try:
        browser = Browser(made, "lumenreach.example")
        for page in (browser.open("/"), browser.open("/enter/used-up")):
            assert page.headers["content-security-policy"].endswith("frame-ancestors https://panel.example")
        signed_in = sign_in(made.panel("lumenreach"))
        for page in (signed_in.open("/"), signed_in.open("/requests/rr_nothing"), browser.open("/staff/sign-in")):
            assert page.headers["x-frame-options"] == "DENY"
    finally:
        made.close()
