"""Payments as stripe-python sees them: intents, charges, fees that come late and in another currency."""

from datetime import UTC, datetime

import pytest


def test_a_payment_is_an_intent_and_a_charge_with_its_card_and_fee(fake, api):
    charge, intent = fake.add_charge(
        5000, "usd", brand="mastercard", last4="4444", metadata={"deposit": "d1"}, customer="cus_1", fee=175
    )

    paid = api.charges.retrieve(charge, {"expand": ["balance_transaction", "payment_intent"]})

    assert (paid.amount, paid.amount_captured, paid.currency, paid.captured) == (5000, 5000, "usd", True)
    assert (paid.payment_method_details.card.brand, paid.payment_method_details.card.last4) == ("mastercard", "4444")
    assert (paid.metadata.to_dict(), paid.customer, paid.livemode) == ({"deposit": "d1"}, "cus_1", False)
    assert (paid.balance_transaction.fee, paid.balance_transaction.net) == (175, 4825)
    assert paid.payment_intent.id == intent
    assert (paid.payment_intent.status, paid.payment_intent.amount_received) == ("succeeded", 5000)


def test_the_fee_is_reached_through_the_intent(fake, api):
    charge, intent = fake.add_charge(10_000)

    found = api.payment_intents.retrieve(intent, {"expand": ["latest_charge.balance_transaction"]})

    assert found.latest_charge.id == charge
    assert found.latest_charge.balance_transaction.fee == 320


def test_a_late_fee_is_null_until_charge_updated_tells_of_it(fake, api):
    charge, _ = fake.add_charge(5000, fee_late=True)
    assert api.charges.retrieve(charge, {"expand": ["balance_transaction"]}).balance_transaction is None

    transaction = fake.post_fee(charge, fee=160)

    assert api.charges.retrieve(charge, {"expand": ["balance_transaction"]}).balance_transaction.fee == 160
    event = api.events.list({"type": "charge.updated"}).data[0]
    assert event.data.object.balance_transaction == transaction
    assert event.data.previous_attributes.to_dict() == {"balance_transaction": None}
    with pytest.raises(ValueError, match="already"):
        fake.post_fee(charge)


def test_a_charge_settled_in_another_currency_has_its_rate_and_its_fee_in_that_currency(fake, api):
    charge, _ = fake.add_charge(10_000, "gbp", settlement_currency="usd", exchange_rate="1.2345", fee=388)

    moved = api.charges.retrieve(charge, {"expand": ["balance_transaction"]}).balance_transaction

    assert (moved.amount, moved.currency, moved.fee, moved.net) == (12_345, "usd", 388, 11_957)
    assert moved.exchange_rate == 1.2345
    refund = api.refunds.create({"charge": charge, "amount": 1000, "expand": ["balance_transaction"]})
    assert (refund.balance_transaction.amount, refund.balance_transaction.currency) == (-1234, "usd")
    assert refund.balance_transaction.fee == 0


def test_without_a_rate_there_is_no_other_currency(fake):
    with pytest.raises(ValueError, match="exchange_rate"):
        fake.add_charge(10_000, "gbp", settlement_currency="usd")


def test_the_same_card_has_the_same_fingerprint_and_another_card_another(fake, api):
    def fingerprint(**card):
        return api.charges.retrieve(fake.add_charge(1000, **card).charge).payment_method_details.card.fingerprint

    assert fingerprint(last4="4242") == fingerprint(last4="4242")
    assert fingerprint(last4="4242") != fingerprint(last4="0005")
    assert fingerprint(fingerprint="Xt5EWLLDS7FJjR1c") == "Xt5EWLLDS7FJjR1c"


def test_a_payment_can_be_uncaptured_declined_old_or_without_a_card(fake, api):
    waiting = fake.add_charge(5000, captured=False)
    declined = fake.add_charge(5000, paid=False)
    old = fake.add_charge(5000, created_at=datetime(2025, 1, 2, tzinfo=UTC))
    elsewhere = fake.add_charge(5000, method="sepa_debit")

    assert api.payment_intents.retrieve(waiting.payment_intent).status == "requires_capture"
    assert api.charges.retrieve(waiting.charge).captured is False
    assert api.charges.retrieve(declined.charge).status == "failed"
    assert api.charges.retrieve(old.charge).created == 1735776000
    assert api.charges.retrieve(elsewhere.charge).payment_method_details.type == "sepa_debit"


def test_charges_are_listed_by_intent_and_by_customer(fake, api):
    ours, intent = fake.add_charge(1000, customer="cus_1")
    fake.add_charge(2000, customer="cus_2")

    assert [each.id for each in api.charges.list({"payment_intent": intent}).data] == [ours]
    assert [each.amount for each in api.charges.list({"customer": "cus_2"}).data] == [2000]
