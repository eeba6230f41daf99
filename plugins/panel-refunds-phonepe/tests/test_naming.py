"""A refund's name says which attempt made it, and whose it is not."""

import pytest

from panel_refunds_phonepe.naming import find_attempt_id, is_name, name_of


def test_the_name_of_an_attempt_leads_back_to_it():
    assert name_of("at_01jtest") == "pr-at_01jtest"
    assert find_attempt_id("pr-at_01jtest") == "at_01jtest"


@pytest.mark.parametrize("name", ["refund_7", "pr-", "", "PR-at_1"])
def test_a_name_that_is_not_ours_is_of_no_attempt(name):
    assert find_attempt_id(name) is None


@pytest.mark.parametrize("attempt", ["", "a b", "é", "x" * 61, "a/b"])
def test_of_some_ids_no_name_can_be_made(attempt):
    assert name_of(attempt) is None


def test_names_have_63_characters_at_most():
    assert is_name("x" * 63)
    assert not is_name("x" * 64)
    assert not is_name("a\n")
