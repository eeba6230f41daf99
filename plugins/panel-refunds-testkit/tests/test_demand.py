"""Checks demand, and say what is wrong."""

import pytest

from panel_refunds.ports import Capabilities
from panel_refunds_testkit.demand import (
    BrokenContractError,
    answers_of,
    broken,
    demand,
    demand_equal,
    demand_raises,
    error_of,
    skip_unless,
    skip_with,
    skip_without,
    skip_without_word,
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


def test_the_reason_to_skip_says_how_it_is():
    can = Capabilities(lookup="by_name", max_refunds=1)

    for skip, why in (
        (lambda: skip_without(False, "disputes"), "capability: disputes is off"),
        (lambda: skip_with(True, "partial"), "capability: partial is on"),
        (lambda: skip_unless(can, "lookup", ("by_attempt", "by_payment")), "capability: lookup is by_name"),
        (lambda: skip_unless(can, "max_refunds", (None,)), "capability: max_refunds is 1"),
        (lambda: skip_without_word(("pending",), "canceled"), "peer: words has no 'canceled'"),
    ):
        with pytest.raises(pytest.skip.Exception, match=f"^{why}$"):
            skip()


def test_what_nothing_rules_out_is_tried():
    skip_without(True, "disputes")
    skip_with(False, "partial")
    skip_unless(Capabilities(), "lookup", ("by_attempt",))
    skip_without_word(("pending",), "pending")
