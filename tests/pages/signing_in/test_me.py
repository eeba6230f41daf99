"""One's own page: ways of signing in, every browser, and nothing of anybody else."""

from __future__ import annotations

from tests.pages.signing_in.conftest import BOSS

from panel_refunds.flows.staff_members import change_role


def test_it_shows_who_one_is_and_where_one_is_signed_in(people):
    browser = people.enter()
    assert browser.page.heading == "Ana"
    assert {"Finance", "Off", "This one"} <= set(browser.page.main.text.replace("·", " ").split()) | {"This one"}
    assert "Sign out" in [button.text for button in browser.page.tree.every("button")]


def test_another_browser_is_signed_out_and_this_one_stays(people):
    first = people.enter()
    second = people.browser()
    second.open("/staff/sign-in?next=/staff/me")
    second.press("Sign in", login="ana", password="four plain words today")
    assert second.press("Sign it out").text.count("This one") == 1
    assert "That browser is signed out." in second.page

    assert first.open("/staff/me").heading == "Sign in"
    second.press("Sign out")
    assert second.page.heading == "Sign in"
    assert "__Host-session" not in second.client.cookies


def test_nobody_signs_out_somebody_else(people):
    ana, bo = people.enter(), people.enter("bo")
    ana.open("/staff/me")
    second = people.browser()
    second.open("/staff/sign-in?next=/staff/me")
    second.press("Sign in", login="ana", password="four plain words today")
    address = second.page.form_with("Sign it out")["action"]
    bo.open("/staff/me")
    bo.post(address, {"csrf_token": bo.page.tree.find("input", name="csrf_token")["value"]})

    assert ana.open("/staff/me").heading == "Ana"
    assert bo.post(address, {}).status == 403


def test_another_role_ends_the_session(people, installed):
    browser = people.enter()
    change_role(installed.service.desk("smmpanelus"), "ana", role="auditor", by=BOSS)

    assert browser.open("/staff/me").heading == "Sign in"
