"""An invitation may be looked at as often as one likes, and is used once."""

from __future__ import annotations

from tests.pages.signing_in.conftest import PASSWORD


def test_a_password_is_chosen_once(people):
    path, browser = people.invite(), people.browser()
    for _ in range(2):
        assert browser.open(path).heading == "Welcome, Ana"
    shown = browser.page
    page = browser.press("Set the password", password="password1234")
    assert (page.status, page.errors) == (
        422,
        ["That is one of the passwords that everybody tries first. Please take another one."],
    )
    assert browser.press("Set the password", password="short").errors[0].startswith("Take at least 12 characters.")
    assert browser.press("Set the password", page=shown, password=PASSWORD).heading == "Sign in"

    assert browser.press("Set the password", page=shown, password=PASSWORD).heading == "Sign in"
    assert browser.open(path).heading == "This invitation is over"
    assert browser.page.status == 410


def test_a_form_from_elsewhere_chooses_nothing(people):
    path = people.invite()
    page = people.browser().post(path, {"password": PASSWORD})

    assert page.errors == ["This page was open for too long. Please send it once more."]
    assert people.browser().open(path).heading == "Welcome, Ana"


def test_it_is_of_one_tenant_and_of_one_day(people, installed):
    path = people.invite()
    assert people.browser("lumenreach").open(path).status == 410

    installed.passes(days=1)
    assert people.browser().open(path).status == 410
