"""Disputes, inquiries and early fraud warnings, and what they do to refunds."""

import pytest


def test_a_formal_dispute_refuses_refunds_and_takes_the_money(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    before = fake.balance("usd")

    dispute = fake.open_dispute(charge)

    assert refused(api.refunds.create, {"charge": charge}).code == "charge_disputed"
    assert api.charges.retrieve(charge).disputed is True
    found = api.disputes.retrieve(dispute)
    assert (found.status, found.amount, found.is_charge_refundable) == ("needs_response", 5000, False)
    assert fake.balance("usd") == before - 5000 - 1500
    assert [each.id for each in api.disputes.list({"charge": charge}).data] == [dispute]


def test_an_inquiry_does_neither_until_it_becomes_formal(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    before = fake.balance("usd")
    inquiry = fake.open_dispute(charge, "warning_needs_response")
    assert api.refunds.create({"charge": charge, "amount": 1000}).status == "succeeded"
    assert fake.balance("usd") == before - 1000

    fake.set_dispute_status(inquiry, "needs_response")

    assert refused(api.refunds.create, {"charge": charge, "amount": 1000}).code == "charge_disputed"
    assert fake.balance("usd") == before - 1000 - 6500


def test_a_won_dispute_returns_the_money_and_lets_refunds_pass(fake, api):
    charge, _ = fake.add_charge(5000)
    before = fake.balance("usd")
    dispute = fake.open_dispute(charge)

    fake.set_dispute_status(dispute, "won")

    assert api.refunds.create({"charge": charge, "amount": 1}).status == "succeeded"
    assert fake.balance("usd") == before - 1500 - 1
    kinds = [event.type for event in api.events.list({"type": "charge.dispute.*"}).data]
    assert kinds == [
        "charge.dispute.funds_reinstated",
        "charge.dispute.closed",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.created",
    ]


def test_a_pending_refund_fails_when_its_charge_is_disputed(fake, api):
    charge, _ = fake.add_charge(5000)
    fake.script_refunds("pending")
    refund = api.refunds.create({"charge": charge, "amount": 1000})

    fake.open_dispute(charge)

    assert api.refunds.retrieve(refund.id).failure_reason == "charge_for_pending_refund_disputed"
    assert fake.paid_back(charge) == 0


def test_an_early_fraud_warning_is_actionable_until_all_is_refunded(fake, api):
    charge, intent = fake.add_charge(5000)

    warning = fake.warn_of_fraud(charge, "made_with_stolen_card")

    found = api.radar.early_fraud_warnings.list({"payment_intent": intent}).data[0]
    assert (found.id, found.charge, found.actionable) == (warning, charge, True)
    assert found.fraud_type == "made_with_stolen_card"
    assert api.events.list({"type": "radar.early_fraud_warning.created"}).data[0].data.object.id == warning
    api.refunds.create({"charge": charge})
    assert api.radar.early_fraud_warnings.retrieve(warning).actionable is False


def test_only_words_of_stripe_are_statuses_of_a_dispute(fake):
    charge, _ = fake.add_charge(5000)

    with pytest.raises(ValueError, match="no status of a dispute"):
        fake.open_dispute(charge, "chargeback")
