"""Payment facts, from a real HTTP peer: by either name, in every currency, with the fee as soon as it is known."""

from datetime import UTC, datetime

import pytest

from panel_refunds.money import Money
from panel_refunds_stripe.answer import Answer, NoAnswerError
from panel_refunds_stripe.payments import facts_of


def usd(text):
    return Money.of(text, "USD")


def test_a_payment_is_the_same_by_either_name(fake, at_fake):
    charge, intent = fake.add_charge(5000, fee=175, metadata={"customer": "c-7"})

    facts = at_fake.get_payment(charge)

    assert at_fake.get_payment(intent) == facts
    assert (facts.ref, facts.refs) == (charge, (charge, intent))
    assert (facts.amount, facts.captured, facts.refunded, facts.fee) == (usd("50"), True, usd("0"), usd("1.75"))
    assert (facts.dispute, facts.method, facts.live, facts.display) == ("none", "card", False, "Visa •••• 4242")
    assert facts.paid_at == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert facts.fingerprint
    assert facts.notes == {"customer": "c-7"}
    assert facts.risk["risk_level"] == "normal"


def test_facts_show_no_notes_and_read_no_addresses(peer, gateway, a_charge):
    peer.say(a_charge(metadata={"email": "ann@example.com"}))

    facts = gateway.get_payment("ch_1")

    assert "ann@example.com" not in repr(facts)
    assert "ann@example.com" not in repr(facts.risk)


def test_the_same_card_has_the_same_fingerprint_for_everybody(fake, at_fake):
    one, two, other = (fake.add_charge(500, last4=last4).charge for last4 in ("4242", "4242", "1111"))

    prints = [at_fake.get_payment(ref).fingerprint for ref in (one, two, other)]

    assert prints[0] == prints[1] != prints[2]


@pytest.mark.parametrize(
    ("count", "currency", "text"),
    [(5000, "jpy", "5000"), (5000, "usd", "50"), (5000, "kwd", "5"), (5000, "isk", "50"), (5000, "mga", "5000")],
)
def test_f12_every_currency_has_its_own_digits(fake, at_fake, count, currency, text):
    charge, _ = fake.add_charge(count, currency, fee=0)

    assert at_fake.get_payment(charge).amount == Money.of(text, currency.upper())


def test_a_fee_that_is_late_is_not_known_rather_than_nothing(fake, at_fake):
    charge, _ = fake.add_charge(5000, fee_late=True)

    assert at_fake.get_payment(charge).fee is None
    fake.post_fee(charge, 175)
    assert at_fake.get_payment(charge).fee == usd("1.75")


def test_a_fee_in_the_settlement_currency_is_converted_and_rounded_down(fake, at_fake):
    charge, _ = fake.add_charge(5000, "eur", fee=187, settlement_currency="usd", exchange_rate="1.0834")

    assert at_fake.get_payment(charge).fee == Money.of("1.72", "EUR")


def test_a_fee_whose_rate_is_missing_is_not_known(peer, gateway, a_charge):
    peer.say(a_charge(balance_transaction={"amount": 4600, "currency": "eur", "fee": 175, "exchange_rate": None}))

    assert gateway.get_payment("ch_1").fee is None


def test_a_payment_that_was_not_captured_has_no_fee_and_may_not_be_credited(fake, at_fake):
    held, intent = fake.add_charge(5000, captured=False)
    declined, _ = fake.add_charge(5000, paid=False)

    assert not at_fake.get_payment(held).captured
    assert not at_fake.get_payment(intent).captured
    assert not at_fake.get_payment(declined).captured
    assert at_fake.get_payment(held).fee is None


def test_a_payment_intent_that_nobody_paid_is_not_captured(peer, gateway):
    peer.say(
        {
            "object": "payment_intent",
            "id": "pi_1",
            "amount": 5000,
            "currency": "usd",
            "livemode": False,
            "latest_charge": None,
        }
    )

    facts = gateway.get_payment("pi_1")

    assert (facts.ref, facts.refs, facts.captured, facts.amount) == ("pi_1", ("pi_1",), False, usd("50"))


def test_a_debit_that_is_under_way_is_not_captured_yet(peer, gateway, a_charge):
    peer.say(a_charge(status="pending"))

    assert not gateway.get_payment("ch_1").captured


def test_only_what_was_captured_counts(peer, gateway, a_charge):
    peer.say(a_charge(amount_captured=4000))

    assert gateway.get_payment("ch_1").amount == usd("40")


def test_what_was_refunded_by_hand_counts(fake, at_fake):
    charge, _ = fake.add_charge(5000)
    fake.refund_in_dashboard(charge, 1250)

    assert at_fake.get_payment(charge).refunded == usd("12.50")


@pytest.mark.parametrize(
    ("status", "state"), [("warning_needs_response", "inquiry"), ("needs_response", "open"), ("under_review", "open")]
)
def test_an_inquiry_is_not_a_dispute(fake, at_fake, status, state):
    charge, intent = fake.add_charge(5000)
    fake.open_dispute(charge, status)

    assert at_fake.get_payment(charge).dispute == state
    assert at_fake.get_payment(intent).dispute == state


def test_a_charge_without_disputes_is_not_asked_about(fake, at_fake):
    charge, _ = fake.add_charge(5000)
    at_fake.get_payment(charge)

    assert [(each.method, each.path) for each in fake.requests] == [("GET", f"/v1/charges/{charge}")]


@pytest.mark.parametrize("ref", ["", "ch_", "cus_1", "ch_1/../refunds", "ch_1?expand=x", "tr_1", "ch_é"])
def test_what_is_no_payment_id_is_not_asked_for(peer, gateway, ref):
    with pytest.raises(LookupError):
        gateway.get_payment(ref)
    assert peer.asked == []


def test_an_answer_about_another_payment_is_not_taken(peer, gateway, a_charge):
    peer.say(a_charge(id="ch_2"))
    intent = {"object": "payment_intent", "id": "pi_1", "amount": 5000, "currency": "usd", "livemode": False}
    peer.say({**intent, "latest_charge": a_charge(payment_intent="pi_2")})
    peer.say({**intent, "id": "pi_2", "latest_charge": None})

    for ref in ("ch_1", "pi_1", "pi_1"):
        with pytest.raises(NoAnswerError, match="another payment"):
            gateway.get_payment(ref)


def test_a_reported_fraud_is_a_risk_fact(a_charge):
    charge = Answer.of(a_charge(fraud_details={"stripe_report": "fraudulent"}, outcome=None), "charge")

    facts = facts_of(charge, dispute="none", live=False)

    assert facts.risk == {"gateway_report": "fraudulent", "card_country": "US", "card_funding": "credit"}
