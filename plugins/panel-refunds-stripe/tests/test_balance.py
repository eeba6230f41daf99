"""What there is to pay refunds from."""

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import MisconfiguredError
from panel_refunds_stripe.answer import NoAnswerError


def test_the_available_balance_is_told_by_currency(fake, at_fake):
    fake.set_balance("usd", 12345)
    fake.set_balance("jpy", -500)

    assert at_fake.available_float("USD") == Money.of("123.45", "USD")
    assert at_fake.available_float("JPY") == Money.of("-500", "JPY")


def test_a_currency_the_account_does_not_hold_is_not_known(peer, gateway):
    peer.say(
        {
            "object": "balance",
            "livemode": False,
            "available": [{"amount": 5, "currency": "usd"}],
            "pending": [{"amount": 5, "currency": "eur"}],
        }
    )

    assert gateway.available_float("EUR") is None


def test_a_balance_of_the_other_mode_is_a_misconfiguration(peer, gateway):
    peer.say({"object": "balance", "livemode": True, "available": []})

    with pytest.raises(MisconfiguredError):
        gateway.available_float("USD")


@pytest.mark.parametrize("available", [None, [5], [{"currency": "usd"}], [{"amount": "5", "currency": "usd"}]])
def test_a_balance_that_is_none_is_no_answer(peer, gateway, available):
    peer.say({"object": "balance", "livemode": False, "available": available})

    with pytest.raises(NoAnswerError):
        gateway.available_float("USD")
