"""Each wrong adapter fails the check that is named for it, and the check's text says so."""

import pytest

from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.wrong_by_kind import MODULES, wrong_ones


@pytest.mark.parametrize(("wrong", "check"), wrong_ones(), ids=lambda each: getattr(each, "__name__", each))
def test_it_is_caught_by_name(try_wrong, wrong, check):
    with pytest.raises(BrokenContractError) as caught:
        try_wrong(wrong, check)
    assert str(caught.value)


def test_every_kind_has_some():
    assert all(len(module.FAILS) >= 2 for module in MODULES)
    assert all(wrong.__doc__ for wrong, _ in wrong_ones())
