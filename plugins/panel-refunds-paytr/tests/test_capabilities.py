"""Only a card gets its money back by itself, and nothing recognises a request that comes again."""

import pytest

from panel_refunds_paytr.capabilities import capabilities_of


def test_a_card_is_refunded_automatically_because_it_can_be_looked_up():
    can = capabilities_of("card", live=True)

    assert can.automatic
    assert (can.dedupe, can.dedupe_lifetime, can.lookup) == ("none", None, "by_attempt")


@pytest.mark.parametrize("method", ["eft", "", "something new"])
def test_what_may_go_elsewhere_is_not(method):
    assert not capabilities_of(method, live=True).automatic


def test_play_money_says_so():
    assert capabilities_of("card", live=False).sandbox
