"""Paying over the API with Stripe's ready-made cards."""

import stripe

PAY = {"amount": 5000, "currency": "usd", "confirm": True, "payment_method": "pm_card_visa"}


def test_a_payment_is_made_and_settled(fake, api):
    intent = api.payment_intents.create({**PAY, "metadata": {"deposit": "d1"}})

    assert intent.status == "succeeded"
    assert api.charges.retrieve(intent.latest_charge).metadata.to_dict() == {"deposit": "d1"}
    assert api.payment_intents.list().data[0].id == intent.id
    assert fake.count("POST", "/v1/payment_intents") == 1


def test_it_can_be_confirmed_and_captured_later(api, refused):
    intent = api.payment_intents.create({"amount": 5000, "currency": "eur", "capture_method": "manual"})
    assert intent.status == "requires_payment_method"
    assert refused(api.payment_intents.confirm, intent.id).code == "parameter_missing"
    assert refused(api.payment_intents.capture, intent.id).code == "payment_intent_unexpected_state"

    assert api.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa"}).status == "requires_capture"
    assert refused(api.payment_intents.capture, intent.id, {"amount_to_capture": 1}).param == "amount_to_capture"
    done = api.payment_intents.capture(intent.id, {"expand": ["latest_charge.balance_transaction"]})

    assert (done.status, done.amount_received) == ("succeeded", 5000)
    assert done.latest_charge.balance_transaction.fee == 175
    assert refused(api.payment_intents.confirm, intent.id).code == "payment_intent_unexpected_state"


def test_a_declined_card_is_a_402(api, refused):
    error = refused(api.payment_intents.create, {**PAY, "payment_method": "pm_card_chargeDeclined"})

    assert isinstance(error, stripe.CardError)
    assert error.code == "card_declined"
    assert api.charges.list().data[0].status == "failed"


def test_the_card_for_pending_refunds_makes_them_pending(api):
    intent = api.payment_intents.create({**PAY, "payment_method": "pm_card_pendingRefund"})

    assert api.refunds.create({"payment_intent": intent.id}).status == "pending"


def test_what_cannot_be_paid_is_refused(api, refused):
    assert refused(api.payment_intents.create, {**PAY, "amount": 49}).code == "amount_too_small"
    assert refused(api.payment_intents.create, {**PAY, "amount": 0}).code == "parameter_invalid_integer"
    assert refused(api.payment_intents.create, {**PAY, "amount": 1235, "currency": "kwd"}).param == "amount"
    assert refused(api.payment_intents.create, {**PAY, "currency": "dollars"}).param == "currency"
    assert refused(api.payment_intents.create, {**PAY, "payment_method": "pm_card_gold"}).param == "payment_method"
    assert refused(api.payment_intents.create, {"currency": "usd"}).param == "amount"
    assert refused(api.payment_intents.create, {"amount": 5000}).param == "currency"
