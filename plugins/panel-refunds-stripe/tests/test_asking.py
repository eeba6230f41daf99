"""Reads: there is nothing of that name, the key may not, or ask again later."""

import pytest

from panel_refunds.ports import MisconfiguredError
from panel_refunds_stripe.answer import NoAnswerError


def test_what_stripe_does_not_have_is_a_lookup_error(fake, at_fake):
    with pytest.raises(LookupError, match="no such charge"):
        at_fake.get_payment("ch_nowhere")
    with pytest.raises(LookupError, match="no such refund"):
        at_fake.get_refund("re_nowhere")


def test_a_payment_of_another_account_is_not_there(fake, at_fake):
    fake.add_account("acct_OTHER1", connected=False)
    theirs = fake.add_charge(5000, account="acct_OTHER1")

    with pytest.raises(LookupError):
        at_fake.get_payment(theirs.charge)


def test_a_payment_of_the_other_mode_is_a_misconfiguration(fake, at_fake):
    real = fake.add_charge(5000, livemode=True)

    with pytest.raises(MisconfiguredError, match="other mode"):
        at_fake.get_payment(real.charge)


def test_a_revoked_key_is_a_misconfiguration(fake, at_fake):
    charge, _ = fake.add_charge(5000)
    fake.revoke_key(fake.secret_key)

    with pytest.raises(MisconfiguredError):
        at_fake.get_payment(charge)
    with pytest.raises(MisconfiguredError):
        at_fake.find_refunds(charge)


@pytest.mark.parametrize(
    "fault", ["reset_before", "error_500_before", "error_503", "html_after", "cut_body", "conflict", "rate_limited"]
)
def test_bad_weather_says_nothing_about_a_payment(fake, at_fake, fault):
    charge, _ = fake.add_charge(5000)
    fake.faults.script(fault)

    with pytest.raises(NoAnswerError):
        at_fake.get_payment(charge)
    assert at_fake.get_payment(charge).ref == charge
    assert fake.count("GET", f"/v1/charges/{charge}") == 2


def test_an_object_of_the_other_mode_is_not_taken(peer, gateway, a_charge):
    peer.say(a_charge(livemode=True))

    with pytest.raises(MisconfiguredError, match="live mode"):
        gateway.get_payment("ch_1")


def test_an_object_that_does_not_say_its_mode_is_not_taken(peer, gateway, a_charge):
    peer.say(a_charge(livemode=None))

    with pytest.raises(NoAnswerError, match="livemode"):
        gateway.get_payment("ch_1")


def test_a_refused_question_is_no_answer(peer, gateway):
    peer.refuse(400, "parameter_unknown")

    with pytest.raises(NoAnswerError):
        gateway.get_payment("ch_1")
