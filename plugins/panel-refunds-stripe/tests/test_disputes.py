"""Inquiries, disputes and early fraud warnings."""

from datetime import timedelta

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import DisputeFacts, FraudWarning, MisconfiguredError, WatchesPayments
from panel_refunds.testing.fake_stripe.disputes import STATUSES
from panel_refunds_stripe.answer import NoAnswerError
from panel_refunds_stripe.disputes import STATES, state_of_all

NOTHING = Money.of("1", "USD")


def dispute(state):
    return DisputeFacts("du_1", ("ch_1",), state, NOTHING)


def test_the_gateway_watches_payments(gateway):
    assert isinstance(gateway, WatchesPayments)


def test_every_word_of_stripes_has_a_meaning():
    assert set(STATES) == set(STATUSES)


def test_a_dispute_is_told_with_its_payment_amount_and_deadline(fake, at_fake):
    charge, intent = fake.add_charge(5000)
    ref = fake.open_dispute(charge, amount=2000)

    facts = at_fake.get_dispute(ref)

    assert (facts.ref, facts.payments, facts.state) == (ref, (charge, intent), "open")
    assert (facts.amount, facts.reason) == (Money.of("20", "USD"), "fraudulent")
    assert facts.answer_by_at == facts.opened_at + timedelta(days=7)


@pytest.mark.parametrize(("status", "state"), [("won", "won"), ("lost", "lost"), ("prevented", "lost")])
def test_a_decided_dispute_is_told_as_decided(fake, at_fake, status, state):
    charge, _ = fake.add_charge(5000)
    ref = fake.open_dispute(charge)
    fake.set_dispute_status(ref, status)

    assert at_fake.get_dispute(ref).state == state
    assert at_fake.get_payment(charge).dispute == state


def test_an_inquiry_that_ends_took_nothing_and_one_that_grows_is_a_dispute(fake, at_fake):
    ended, grown = (fake.open_dispute(fake.add_charge(5000).charge, "warning_needs_response") for _ in range(2))
    fake.set_dispute_status(ended, "warning_closed")
    fake.set_dispute_status(grown, "needs_response")

    assert at_fake.get_dispute(ended).state == "won"
    assert at_fake.get_dispute(grown).state == "open"


def test_a_word_nobody_knows_counts_as_open(peer, gateway):
    peer.say(
        {
            "object": "dispute",
            "id": "du_1",
            "charge": "ch_1",
            "status": "pondering",
            "amount": 5,
            "currency": "usd",
            "livemode": False,
        }
    )

    assert gateway.get_dispute("du_1").state == "open"


@pytest.mark.parametrize(
    ("states", "gravest"),
    [
        (["won", "open"], "open"),
        (["inquiry", "lost"], "lost"),
        (["none", "inquiry"], "inquiry"),
        (["none"], "none"),
        ([], "open"),
    ],
)
def test_of_several_disputes_the_gravest_counts(states, gravest):
    assert state_of_all([dispute(state) for state in states]) == gravest


def test_a_dispute_of_the_other_mode_or_another_id_is_not_taken(peer, gateway):
    said = {
        "object": "dispute",
        "id": "du_1",
        "charge": "ch_1",
        "status": "lost",
        "amount": 5,
        "currency": "usd",
        "livemode": True,
    }
    peer.say(said)
    peer.say({**said, "id": "du_2"})

    with pytest.raises(MisconfiguredError):
        gateway.get_dispute("du_1")
    with pytest.raises(NoAnswerError):
        gateway.get_dispute("du_1")


def test_disputes_that_cannot_all_be_read_leave_the_payment_unknown(peer, gateway, a_charge, a_list):
    peer.say(a_charge(disputed=True))
    peer.say(a_list(more=True))

    with pytest.raises(NoAnswerError, match="disputes"):
        gateway.get_payment("ch_1")


def test_early_warnings_are_told_by_either_name(fake, at_fake):
    charge, intent = fake.add_charge(5000)
    assert at_fake.find_warnings(charge) == []
    ref = fake.warn_of_fraud(charge)

    (warning,) = at_fake.find_warnings(charge)

    assert at_fake.find_warnings(intent) == [warning]
    assert warning == FraudWarning(ref, (charge, intent), "unauthorized_use_of_card", warning.made_at)


def test_warnings_that_cannot_all_be_read_are_no_answer(peer, gateway, a_list):
    peer.say(a_list(more=True))

    with pytest.raises(NoAnswerError):
        gateway.find_warnings("ch_1")


@pytest.mark.parametrize("ref", ["", "ch_1", "du_1/close"])
def test_what_is_no_dispute_id_is_not_asked_for(peer, gateway, ref):
    with pytest.raises(LookupError):
        gateway.get_dispute(ref)
    assert peer.asked == []
