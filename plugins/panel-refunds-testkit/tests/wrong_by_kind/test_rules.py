"""Each wrong one fails the check that is named for it, and is told what to do."""

import pytest

from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.wrong_by_kind import wrong_ones
from panel_refunds_testkit.wrong_by_kind.rules import FAILS


@pytest.mark.parametrize(("wrong", "check"), FAILS.items(), ids=lambda each: getattr(each, "__name__", each))
def test_it_is_caught_by_name(try_wrong, wrong, check):
    with pytest.raises(BrokenContractError) as caught:
        try_wrong(wrong, check)
    assert str(caught.value)


def test_there_are_some_and_each_says_what_is_wrong_with_it():
    assert len(FAILS) >= 5
    assert all(wrong.__doc__ for wrong in FAILS)
    assert set(FAILS.items()) <= set(wrong_ones())
