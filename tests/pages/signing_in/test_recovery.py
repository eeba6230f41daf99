"""New codes on paper and no codes at all: both want the password once more."""

from __future__ import annotations

from tests.pages.signing_in.conftest import PASSWORD


def test_new_codes_are_shown_once(people):
    browser = people.enter()
    _, old = people.with_codes(browser)
    browser.open("/staff/recovery-codes")
    assert browser.press("Make new recovery codes", password="wrong and wrong again").status == 401
    page = browser.press("Make new recovery codes", password=PASSWORD)

    new = [code.text for code in page.main.every("code")]
    assert len(new) == 10
    assert not set(new) & set(old)


def test_codes_are_removed(people):
    browser = people.enter()
    people.with_codes(browser)
    browser.open("/staff/codes/remove")
    assert browser.press("Remove one-time codes", password="wrong and wrong again").status == 401
    page = browser.press("Remove one-time codes", password=PASSWORD)

    assert "One-time codes are removed." in page
    assert "Set up one-time codes" in page.buttons
