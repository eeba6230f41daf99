"""Where codes are set up, the password alone opens nothing."""

from __future__ import annotations

from tests.pages.signing_in.conftest import PASSWORD


def test_the_password_leads_to_the_code_and_the_code_to_where_one_was_going(people, installed):
    browser = people.enter()
    phone, codes = people.with_codes(browser)
    other = people.browser()
    other.open("/staff/sign-in?next=/staff/password")
    before = other.client.cookies["__Host-guest"]
    other.press("Sign in", login="ana", password=PASSWORD)
    assert other.page.heading == "One-time code"
    assert other.client.cookies["__Host-guest"] != before
    assert other.open("/staff/me").heading == "Sign in"

    other.open("/staff/code?next=/staff/password")
    page = other.press("Continue", code="000000")
    assert (page.status, len(page.errors)) == (422, 1)
    assert other.press("Continue", code=phone.at(installed.at)).heading == "Change the password"

    third = people.browser()
    third.open("/staff/sign-in?next=/staff/me")
    third.press("Sign in", login="ana", password=PASSWORD)
    assert third.press("Continue", code=phone.at(installed.at)).status == 422
    assert third.press("Continue", code=codes[0]).heading == "Ana"
    assert "9 recovery codes are left." in third.page


def test_without_a_password_before_it_there_is_no_code_to_type(people, installed):
    browser = people.browser()
    assert browser.open("/staff/code").heading == "Sign in"
    signed_in = people.enter()
    phone, _ = people.with_codes(signed_in)
    browser.open("/staff/sign-in")
    browser.press("Sign in", login="ana", password=PASSWORD)
    installed.passes(minutes=11)

    assert browser.press("Continue", code=phone.at(installed.at)).heading == "Sign in"
