"""The console is for operators and auditors: every address of it, and the link that leads there."""

from __future__ import annotations

import pytest
from tests.pages.desk.staff import staff_browser

from panel_refunds.pages.console import ADDRESSES

PATHS = [each.path.format(login="ana", key="key_1", label="default@2025-08-29", chart="refunds") for each in ADDRESSES]


@pytest.mark.parametrize("role", ["support", "finance", "approver"])
def test_nobody_else_comes_in_by_any_address(installed, role):
    browser = staff_browser(installed, f"{role}-ana")

    assert "Console" not in browser.open("/desk").links
    assert [path for path in PATHS if browser.open(path).status != 403] == []
    token = browser.open("/desk").tree.find("input", name="csrf_token")["value"]
    posts = [each.path.format(login="ana", key="key_1") for each in ADDRESSES if each.send]
    assert [path for path in posts if browser.post(path, {"csrf_token": token}).status != 403] == []


def test_who_may_is_led_there_and_finds_every_part(olga, zoe):
    olga.open("/desk")
    page = olga.follow("Console")
    assert page.path == "/console"
    for words in ("Figures", "Invariants", "Audit trail", "Policies", "Sites", "Plugins", "People", "API keys"):
        assert olga.follow(words).status == 200
        assert zoe.open(olga.page.path).status == 200


def test_who_is_not_signed_in_is_asked_to(installed):
    browser = staff_browser(installed, "operator-olga")
    browser.client.cookies.clear()

    assert browser.open("/console/keys").path.startswith("/staff/sign-in?next=")
