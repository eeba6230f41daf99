"""Checks demand, and say what is wrong."""

import pytest

from panel_refunds_testkit.demand import (
    BrokenContractError,
    answers_of,
    broken,
    demand,
    demand_equal,
    demand_raises,
    error_of,
    skip_without,
)


def test_what_holds_is_silent_and_what_does_not_is_told():
    demand(True, "never told")
    demand_equal(1, 1, "never told")
    with pytest.raises(BrokenContractError, match="the amount"):
        demand(0, "the amount is wrong")
    with pytest.raises(BrokenContractError, match="expected: 2"):
        demand_equal(1, 2, "the count")
    with pytest.raises(BrokenContractError):
        broken("always")


def test_another_exception_than_the_one_demanded_is_broken():
    with demand_raises(LookupError, "nobody has it"):
        raise KeyError
    with pytest.raises(BrokenContractError, match="nothing was raised"), demand_raises(LookupError, "nobody has it"):
        pass
    with pytest.raises(BrokenContractError, match="ValueError: odd"), demand_raises(LookupError, "nobody has it"):
        raise ValueError("odd")


def test_an_answer_and_an_error_are_told_apart():
    assert answers_of(lambda: 3) == (3,)
    assert answers_of(lambda: 1 // 0) == ()
    assert error_of(lambda: 3) is None
    assert isinstance(error_of(lambda: 1 // 0), ZeroDivisionError)


def test_a_broken_check_inside_is_not_swallowed():
    with pytest.raises(BrokenContractError):
        answers_of(lambda: broken("inside"))
    with pytest.raises(BrokenContractError):
        error_of(lambda: broken("inside"))


def test_a_capability_is_the_reason_to_skip():
    skip_without(True, "disputes")
    with pytest.raises(pytest.skip.Exception, match="capability: disputes"):
        skip_without(False, "disputes")
