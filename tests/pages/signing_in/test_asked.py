"""What was wrong is said in the visitor's language, at the field, and never more than the flow said."""

from __future__ import annotations

import pytest
from tests.pages.signing_in.conftest import PASSWORD


@pytest.mark.parametrize(("tries", "said"), [(5, "15 seconds"), (9, "4 minutes")])
def test_a_wait_is_said_in_seconds_or_minutes(people, installed, tries, said):
    browser = people.hire()
    for _ in range(tries):
        browser.open("/staff/sign-in")
        browser.press("Sign in", login="ana", password="x")
        installed.passes(seconds=0 if _ < 4 else 15 * 2 ** (_ - 4) if _ < tries - 1 else 0)
    page = browser.press("Sign in", login="ana", password=PASSWORD)

    assert page.errors == [f"That was tried too often. Please wait {said}."]


def test_what_is_no_matter_of_a_field_is_a_page_of_its_own(people):
    browser = people.enter()
    page = browser.post("/staff/recovery-codes", {"csrf_token": "forged"})

    assert (page.status, page.heading) == (403, "That cannot be done")
