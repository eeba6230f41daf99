"""The cards are taken by a fake Stripe, or by a test account of Stripe itself; live keys are refused."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds.money import Money
from panel_refunds.testing.demo.card_side import KEY_VARIABLE, STRIPE, CardSide, open_card_side


@pytest.fixture
def fake(clock):
    with open_card_side({}, clock) as cards:
        yield cards


def test_without_a_key_it_is_a_fake_where_people_pay_over_the_api(fake):
    charge = fake.pay("maya", Money.of("50.00", "USD"))
    fake.fake.refund_in_dashboard(charge, 1000)

    assert fake.charges == {"maya": charge}
    assert str(fake.paid_back("maya")) == "10.00 USD"
    assert f'api_base = "{fake.url}"' in fake.settings


def test_what_failed_does_not_count_as_paid_back(fake, clock):
    fake.fake.refund_in_dashboard(fake.pay("zoe", Money.of("40.00", "USD"), "pm_card_refundFail"))

    told = fake.send_back("zoe", clock())

    assert str(fake.paid_back("zoe")) == "0.00 USD"
    assert "refund.failed" in {message.kind for message in told}


def test_with_a_test_key_it_is_stripe_itself_where_nothing_is_forced(clock):
    with open_card_side({KEY_VARIABLE: " sk_test_mine "}, clock) as cards:
        assert (cards.url, cards.key, cards.settings, cards.webhook_secret) == (STRIPE, "sk_test_mine", "", "")
        assert not cards.lose_next_answer()
        assert cards.send_back("zoe", clock()) is None


@pytest.mark.parametrize("key", ["sk_live_secret", "rk_live_secret", "pk_test_secret", "secret"])
def test_a_key_that_is_not_of_a_test_account_is_refused_and_not_repeated(clock, key):
    with pytest.raises(Refused) as caught, open_card_side({KEY_VARIABLE: key}, clock):
        pass

    assert KEY_VARIABLE in caught.value.text
    assert "secret" not in caught.value.text


def test_what_stripe_refuses_is_told(fake):
    refused = CardSide(fake.url, "sk_test_nobody", None)

    with pytest.raises(Refused, match="gateway_silent") as caught:
        refused.pay("maya", Money.of("50.00", "USD"))

    assert "Stripe does not take part in the demo" in caught.value.text
