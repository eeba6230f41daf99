"""A visitor before signing in is known by a random cookie, and by nothing else."""

from __future__ import annotations

import pytest

from panel_refunds.pages.cookie import GUEST, NEWCOMER
from panel_refunds.pages.guest import find_guest


def test_who_comes_back_is_known_by_the_secret():
    new = find_guest(None)
    back = find_guest(new.csrf)

    assert (new.is_new, back.is_new, back.csrf) == (True, False, new.csrf)
    assert new.csrf not in repr(new)


@pytest.mark.parametrize("cookie", ["", "x", "a" * 44, "a" * 42 + "é"])
def test_a_cookie_that_we_never_made_is_nobodys(cookie):
    assert find_guest(cookie).is_new


def test_a_customers_secret_has_a_cookie_of_its_own():
    new = find_guest(None, NEWCOMER)

    assert (new.jar, find_guest(None).jar) == (NEWCOMER, GUEST)
    assert find_guest(new.csrf, NEWCOMER).csrf == new.csrf
