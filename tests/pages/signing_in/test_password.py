"""Another password: the present one is asked for, and every browser is signed out."""

from __future__ import annotations

from tests.pages.signing_in.conftest import PASSWORD

NEW = "another four plain words"


def test_it_is_changed_and_signs_out_everywhere(people):
    browser = people.enter()
    browser.follow("Change the password")
    page = browser.press("Change the password", old="wrong and wrong again", password=NEW)
    assert page.errors == ["That is not your password."]
    assert page.field("old").get("aria-invalid") == "true"
    page = browser.press("Change the password", old=PASSWORD, password="ana ana ana ana")
    assert page.field("password").get("aria-invalid") == "true"
    assert browser.press("Change the password", old=PASSWORD, password=NEW).heading == "Sign in"

    assert browser.open("/staff/me").heading == "Sign in"
    assert browser.press("Sign in", login="ana", password=PASSWORD).status == 401
    assert browser.press("Sign in", login="ana", password=NEW).heading == "Ana"
