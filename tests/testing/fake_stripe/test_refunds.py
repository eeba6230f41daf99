"""Refunds through stripe-python: what is refused, what becomes of them, and what the charge shows meanwhile."""

import pytest
import stripe


def test_a_refund_reaches_the_charge_with_its_metadata(fake, api):
    charge, intent = fake.add_charge(5000)

    refund = api.refunds.create(
        {"charge": charge, "amount": 1200, "reason": "requested_by_customer", "metadata": {"attempt": "att_1"}}
    )

    assert (refund.status, refund.amount, refund.currency) == ("succeeded", 1200, "usd")
    assert (refund.charge, refund.payment_intent) == (charge, intent)
    assert api.refunds.retrieve(refund.id).metadata.to_dict() == {"attempt": "att_1"}
    assert api.charges.retrieve(charge).amount_refunded == 1200
    assert [each["id"] for each in fake.refunds_of(charge)] == [refund.id]
    assert fake.paid_back(intent) == 1200


def test_without_an_amount_all_that_is_left_goes_back(fake, api):
    charge, intent = fake.add_charge(5000)
    api.refunds.create({"charge": charge, "amount": 1})

    assert api.refunds.create({"payment_intent": intent}).amount == 4999
    assert api.charges.retrieve(charge).refunded is True


def test_what_is_refunded_already_is_refused_with_its_code(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    api.refunds.create({"charge": charge})

    error = refused(api.refunds.create, {"charge": charge, "amount": 1})

    assert isinstance(error, stripe.InvalidRequestError)
    assert (error.code, error.http_status) == ("charge_already_refunded", 400)


def test_an_over_refund_is_refused_without_a_code(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    api.refunds.create({"charge": charge, "amount": 2000})

    error = refused(api.refunds.create, {"charge": charge, "amount": 3001})

    assert (error.code, error.param, error.http_status) == (None, "amount", 400)
    assert "($30.01) is greater than unrefunded amount on charge ($30.00)" in str(error)
    assert fake.paid_back(charge) == 2000


def test_a_refund_of_nothing_is_refused(fake, api, refused):
    charge, _ = fake.add_charge(5000)

    error = refused(api.refunds.create, {"charge": charge, "amount": 0})

    assert (error.code, error.param) == ("parameter_invalid_integer", "amount")
    assert fake.refunds_of(charge) == ()


@pytest.mark.parametrize(
    ("params", "code", "param"),
    [
        ({}, "parameter_missing", None),
        ({"charge": "ch_nobody"}, "resource_missing", "id"),
        ({"payment_intent": "pi_nobody"}, "resource_missing", "payment_intent"),
        ({"charge": "ch_1", "payment_intent": "pi_1"}, "parameters_exclusive", "charge"),
        ({"charge": "ch_1", "amount": "12.50"}, "parameter_invalid_integer", "amount"),
    ],
)
def test_what_cannot_be_understood_is_refused(api, refused, params, code, param):
    error = refused(api.refunds.create, params)

    assert (error.code, error.param) == (code, param)


def test_an_unknown_reason_or_another_currency_is_refused(fake, api, refused):
    charge, _ = fake.add_charge(5000)

    assert refused(api.refunds.create, {"charge": charge, "reason": "because"}).param == "reason"
    assert refused(api.refunds.create, {"charge": charge, "currency": "eur"}).param == "currency"
    assert fake.refunds_of(charge) == ()


def test_what_was_never_captured_cannot_be_refunded(fake, api, refused):
    waiting = fake.add_charge(5000, captured=False)

    assert refused(api.refunds.create, {"charge": waiting.charge}).code == "charge_not_refundable"
    assert "successful charge" in str(refused(api.refunds.create, {"payment_intent": waiting.payment_intent}))


def test_pending_counts_and_failing_gives_it_back(fake, api):
    charge, _ = fake.add_charge(5000)
    fake.script_refunds("pending")
    before = fake.balance("usd")
    refund = api.refunds.create({"charge": charge, "amount": 2000})
    assert (refund.status, refund.pending_reason) == ("pending", "processing")
    assert (api.charges.retrieve(charge).amount_refunded, fake.balance("usd")) == (2000, before - 2000)

    fake.set_refund_status(refund.id, "failed", "expired_or_canceled_card")

    failed = api.refunds.retrieve(refund.id, {"expand": ["failure_balance_transaction"]})
    assert (failed.status, failed.failure_reason) == ("failed", "expired_or_canceled_card")
    assert failed.failure_balance_transaction.amount == 2000
    assert (api.charges.retrieve(charge).amount_refunded, fake.balance("usd")) == (0, before)
    assert (fake.paid_back(charge), len(fake.refunds_of(charge))) == (0, 1)


def test_a_succeeded_refund_may_fail_late_and_the_charge_be_refunded_again(fake, api):
    charge, _ = fake.add_charge(5000)
    refund = api.refunds.create({"charge": charge})

    fake.set_refund_status(refund.id, "failed", "lost_or_stolen_card")

    kinds = [event.type for event in api.events.list({"types": ["refund.*", "charge.refund.*"]}).data]
    assert kinds == ["refund.failed", "charge.refund.updated", "refund.updated", "refund.created"]
    assert api.charges.retrieve(charge).refunded is False
    assert api.refunds.create({"charge": charge}).status == "succeeded"


def test_requires_action_mails_the_payer_and_can_be_canceled(fake, api, refused):
    charge, _ = fake.add_charge(5000)
    fake.script_refunds("requires_action", charge=charge)
    refund = api.refunds.create({"charge": charge})
    assert refund.next_action.type == "display_details"

    assert api.refunds.cancel(refund.id).status == "canceled"
    assert api.charges.retrieve(charge).amount_refunded == 0
    assert "cannot be canceled" in str(refused(api.refunds.cancel, refund.id))


@pytest.mark.parametrize("status", ["failed", "canceled"])
def test_what_was_undone_at_once_never_counts(fake, api, status):
    charge, _ = fake.add_charge(5000)
    fake.script_refunds(status)

    refund = api.refunds.create({"charge": charge})

    assert refund.status == status
    assert (api.charges.retrieve(charge).amount_refunded, fake.paid_back(charge)) == (0, 0)


def test_only_what_stripe_does_can_become_of_a_refund(fake, api):
    charge, _ = fake.add_charge(5000)
    refund = api.refunds.create({"charge": charge})

    with pytest.raises(ValueError, match="cannot become pending"):
        fake.set_refund_status(refund.id, "pending")
    with pytest.raises(ValueError, match="no status"):
        fake.set_refund_status(refund.id, "reversed")
    with pytest.raises(ValueError, match="no status"):
        fake.script_refunds("reversed")
    fake.set_refund_status(refund.id, "failed")
    with pytest.raises(ValueError, match="cannot become succeeded"):
        fake.set_refund_status(refund.id, "succeeded")


def test_a_refund_by_hand_has_no_metadata_and_no_request(fake, api):
    charge, _ = fake.add_charge(5000)

    ref = fake.refund_in_dashboard(charge, 700)

    assert api.refunds.retrieve(ref).metadata.to_dict() == {}
    event = api.events.list({"type": "refund.created"}).data[0]
    assert (event.data.object.id, event.request.id) == (ref, None)
    assert api.charges.retrieve(charge).amount_refunded == 700


def test_refunds_are_listed_by_charge_and_intent_page_by_page(fake, api):
    charge, intent = fake.add_charge(5000)
    other, _ = fake.add_charge(5000)
    made = [api.refunds.create({"charge": charge, "amount": 100}).id for _ in range(5)]
    api.refunds.create({"charge": other})

    first = api.refunds.list({"charge": charge, "limit": 2})
    rest = api.refunds.list({"payment_intent": intent, "limit": 3, "starting_after": first.data[-1].id})

    assert ([each.id for each in first.data], first.has_more) == ([made[4], made[3]], True)
    assert ([each.id for each in rest.data], rest.has_more) == ([made[2], made[1], made[0]], False)
    assert [each.id for each in first.auto_paging_iter()] == list(reversed(made))
    assert len(api.refunds.list({"limit": 100}).data) == 6


def test_metadata_of_a_refund_can_be_changed(fake, api):
    charge, _ = fake.add_charge(5000)
    refund = api.refunds.create({"charge": charge, "metadata": {"attempt": "a1", "note": "x"}})

    changed = api.refunds.update(refund.id, {"metadata": {"note": "", "seen": "yes"}})

    assert changed.metadata.to_dict() == {"attempt": "a1", "seen": "yes"}


def test_a_charge_shows_its_refunds_when_asked_to(fake, api):
    charge, _ = fake.add_charge(5000)
    refund = api.refunds.create({"charge": charge, "amount": 1})

    assert api.charges.retrieve(charge, {"expand": ["refunds"]}).refunds.data[0].id == refund.id
