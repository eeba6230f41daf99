"""Only where a refund surely returns to its source does the core send by itself."""

import pytest

from panel_refunds_paypal.capabilities import CURRENCIES, GOES_BACK, capabilities_of


@pytest.mark.parametrize("method", GOES_BACK)
def test_what_goes_back_is_sent_automatically(method):
    assert capabilities_of(method, live=True).automatic


@pytest.mark.parametrize("method", ["pay_later", "ideal", "PAYPAL", "", "something new"])
def test_what_may_go_elsewhere_is_not(method):
    assert not capabilities_of(method, live=True).automatic


def test_play_money_says_so():
    assert capabilities_of("card", live=False).sandbox
    assert not capabilities_of("card", live=True).sandbox


def test_currencies_are_told_once():
    assert len(set(CURRENCIES)) == len(CURRENCIES)
