"""Refunds, against the fake and against answers no honest Stripe would give."""

import dataclasses
from datetime import UTC, datetime

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import (
    GatewayRefund,
    Misconfigured,
    NotExecuted,
    OutcomeUnknown,
    RefundOrder,
    RefundStatus,
    Rejected,
    Rejection,
)
from panel_refunds_stripe.answer import NoAnswerError

POST = "POST /v1/refunds"


def order_for(payment, text="12.50", currency="USD", attempt="att_1"):
    return RefundOrder(attempt, f"{attempt}_key_0001", payment, "card", Money.of(text, currency))


def test_a_refund_goes_back_once_and_carries_our_attempt(fake, at_fake):
    charge, intent = fake.add_charge(5000)

    made = at_fake.create_refund(order_for(charge))

    (there,) = fake.refunds_of(charge)
    assert made.ref == there["id"]
    assert (made.status, made.amount, made.attempt_id) == (RefundStatus.SUCCEEDED, Money.of("12.50", "USD"), "att_1")
    assert made.payments == (charge, intent)
    assert made.made_at == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert there["metadata"] == {"panel_refunds_attempt": "att_1"}
    assert there["reason"] == "requested_by_customer"


def test_the_same_order_is_the_same_request_and_the_same_refund(fake, at_fake):
    _, intent = fake.add_charge(5000)
    order = order_for(intent)

    assert at_fake.create_refund(order) == at_fake.create_refund(dataclasses.replace(order, reason="told otherwise"))
    assert fake.paid_back(intent) == 1250


def test_the_wire_carries_the_key_and_only_what_never_changes(peer, gateway, order, a_refund):
    peer.say(a_refund())
    gateway.create_refund(order)

    (asked,) = peer.asked
    assert (asked.method, asked.path) == ("POST", "/v1/refunds")
    assert asked.headers["idempotency-key"] == order.key
    assert asked.params == {
        "charge": "ch_1",
        "amount": "1250",
        "reason": "requested_by_customer",
        "metadata[panel_refunds_attempt]": "att_1",
    }


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("pending", "pending"),
        ("requires_action", "action_required"),
        ("succeeded", "succeeded"),
        ("failed", "failed"),
        ("canceled", "canceled"),
    ],
)
def test_f9_a_refund_is_told_as_it_stands(fake, at_fake, status, word):
    charge, _ = fake.add_charge(5000)
    fake.script_refunds(status)

    made = at_fake.create_refund(order_for(charge))

    assert made.status == word
    assert at_fake.get_refund(made.ref).status == word


def test_f10_a_refund_that_fails_late_is_told(fake, at_fake):
    charge, _ = fake.add_charge(5000)
    made = at_fake.create_refund(order_for(charge))
    fake.set_refund_status(made.ref, "failed", "expired_or_canceled_card")

    late = at_fake.get_refund(made.ref)

    assert (late.status, late.failure) == (RefundStatus.FAILED, "expired_or_canceled_card")
    assert at_fake.get_payment(charge).refunded == Money.of("0", "USD")


@pytest.mark.parametrize("fault", ["reset_after", "error_500_after", "cut_body", "html_after"])
def test_f7_a_lost_answer_is_unknown_and_the_look_up_finds_it(fake, at_fake, fault):
    charge, _ = fake.add_charge(5000)
    fake.faults.script(fault, on=POST)

    assert isinstance(at_fake.create_refund(order_for(charge)), OutcomeUnknown)

    found = at_fake.find_refunds(charge)
    assert found.complete
    assert found.as_of == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert [refund.attempt_id for refund in found.refunds] == ["att_1"]
    assert fake.paid_back(charge) == 1250


@pytest.mark.parametrize("fault", ["reset_before", "error_500_before", "error_503", "html_before"])
def test_what_never_ran_is_unknown_too_and_the_look_up_finds_nothing(fake, at_fake, fault):
    charge, _ = fake.add_charge(5000)
    fake.faults.script(fault, on=POST)

    assert isinstance(at_fake.create_refund(order_for(charge)), OutcomeUnknown)
    assert at_fake.find_refunds(charge).refunds == ()


def test_no_answer_in_time_is_unknown(fake, build):
    charge, _ = fake.add_charge(5000)
    fake.faults.script("timeout_after", on=POST)

    assert isinstance(build(fake.url, key=fake.secret_key, timeout=1).create_refund(order_for(charge)), OutcomeUnknown)
    assert fake.count("POST", "/v1/refunds") == 1


@pytest.mark.parametrize("fault", ["conflict", "rate_limited"])
def test_what_certainly_did_not_run_may_be_sent_again_with_its_key(fake, at_fake, fault):
    charge, _ = fake.add_charge(5000)
    fake.faults.script(fault, on=POST)
    order = order_for(charge)

    assert isinstance(at_fake.create_refund(order), NotExecuted)
    assert isinstance(at_fake.create_refund(order), GatewayRefund)
    assert fake.paid_back(charge) == 1250


def rejected(fake, at_fake, order):
    outcome = at_fake.create_refund(order)
    assert isinstance(outcome, Rejected)
    return outcome.code


def test_stripes_refusals_are_told_apart(fake, at_fake):
    whole, part, held, disputed = (fake.add_charge(5000, captured=each).charge for each in (True, True, False, True))
    fake.refund_in_dashboard(whole)
    fake.refund_in_dashboard(part, 4500)
    fake.open_dispute(disputed)

    assert rejected(fake, at_fake, order_for(whole)) is Rejection.ALREADY_REFUNDED
    assert rejected(fake, at_fake, order_for(part, attempt="att_2")) is Rejection.OVER_REFUND
    assert rejected(fake, at_fake, order_for(held, attempt="att_3")) is Rejection.NOT_REFUNDABLE
    assert rejected(fake, at_fake, order_for(disputed, attempt="att_4")) is Rejection.DISPUTED
    assert rejected(fake, at_fake, order_for("ch_nowhere", attempt="att_5")) is Rejection.PAYMENT_NOT_FOUND
    assert rejected(fake, at_fake, order_for("pi_nowhere", attempt="att_6")) is Rejection.PAYMENT_NOT_FOUND


def test_f13_a_disputed_payment_is_refused_and_an_inquiry_is_not(fake, at_fake):
    charge, _ = fake.add_charge(5000)
    fake.open_dispute(charge, "warning_needs_response")

    assert isinstance(at_fake.create_refund(order_for(charge)), GatewayRefund)


def test_a_payment_intent_nobody_paid_is_not_refundable(fake, at_fake):
    _, intent = fake.add_charge(5000, paid=False)

    assert rejected(fake, at_fake, order_for(intent)) is Rejection.NOT_REFUNDABLE


def test_no_float_is_a_pending_refund_or_a_rejection(fake, at_fake):
    charge, _ = fake.add_charge(5000)
    fake.set_balance("usd", 0)
    assert at_fake.create_refund(order_for(charge)).status == RefundStatus.PENDING

    fake.when_short("error")
    assert rejected(fake, at_fake, order_for(charge, attempt="att_2")) is Rejection.INSUFFICIENT_BALANCE


def test_a_key_without_the_right_to_refund_is_a_misconfiguration(fake, build):
    charge, _ = fake.add_charge(5000)
    reader = build(fake.url, key=fake.make_key(["charge_read"]))

    assert isinstance(reader.create_refund(order_for(charge)), Misconfigured)
    assert fake.paid_back(charge) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 1251},
        {"amount": 1250, "currency": "jpy"},
        {"charge": "ch_2", "payment_intent": "pi_2"},
        {"charge": None, "payment_intent": None},
        {"status": "Succeeded"},
        {"status": "processing"},
        {"status": None},
        {"id": None},
        {"id": ""},
        {"amount": "1250"},
        {"amount": 1250.0},
        {"currency": "zzz"},
        {"metadata": {}},
        {"metadata": {"panel_refunds_attempt": "att_2"}},
        {"object": "charge"},
    ],
)
def test_an_answer_that_is_not_our_refund_has_perhaps_run(peer, gateway, order, a_refund, wrong):
    peer.say(a_refund(**wrong))

    assert isinstance(gateway.create_refund(order), OutcomeUnknown)


@pytest.mark.parametrize(
    ("payment", "text", "code"),
    [
        ("cus_1", "1", Rejection.PAYMENT_NOT_FOUND),
        ("ch_1/../payouts", "1", Rejection.PAYMENT_NOT_FOUND),
        ("ch_1", "12.505", Rejection.INVALID_REQUEST),
        ("ch_1", "0", Rejection.AMOUNT_TOO_SMALL),
        ("ch_1", "-5", Rejection.AMOUNT_TOO_SMALL),
    ],
)
def test_f11_what_can_never_be_a_refund_is_not_sent(peer, gateway, payment, text, code):
    outcome = gateway.create_refund(order_for(payment, text))

    assert isinstance(outcome, Rejected)
    assert outcome.code is code
    assert peer.asked == []


@pytest.mark.parametrize(
    ("count", "currency", "text"), [(5000, "jpy", "1250"), (5000, "kwd", "1.250"), (50000, "isk", "12")]
)
def test_f12_every_currency_goes_back_in_its_own_digits(fake, at_fake, count, currency, text):
    charge, _ = fake.add_charge(count, currency, fee=0)

    made = at_fake.create_refund(order_for(charge, text, currency.upper()))

    assert made.amount == Money.of(text, currency.upper())


def test_refunds_made_by_hand_are_found_without_an_attempt(fake, at_fake):
    charge, intent = fake.add_charge(5000)
    at_fake.create_refund(order_for(charge))
    fake.refund_in_dashboard(charge, 500)

    found = at_fake.find_refunds(intent)

    assert sorted((refund.attempt_id or "", refund.amount.minor) for refund in found.refunds) == [
        ("", 500),
        ("att_1", 1250),
    ]


def test_a_look_up_reads_more_than_one_page(fake, at_fake):
    charge, _ = fake.add_charge(100_000)
    for _ in range(130):
        fake.refund_in_dashboard(charge, 100)

    found = at_fake.find_refunds(charge)

    assert found.complete
    assert len({refund.ref for refund in found.refunds}) == 130


def test_a_look_up_of_what_is_no_payment_is_refused(peer, gateway):
    with pytest.raises(LookupError):
        gateway.find_refunds("cus_1")
    assert peer.asked == []


def test_a_refund_is_told_with_the_number_the_bank_knows(peer, gateway, a_refund):
    peer.say(a_refund(destination_details={"type": "card", "card": {"reference": "74627889013124000000001"}}))

    assert gateway.get_refund("re_1").reference == "74627889013124000000001"


def test_a_refund_of_another_id_or_status_is_no_answer(peer, gateway, a_refund):
    peer.say(a_refund(id="re_2"))
    peer.say(a_refund(status="gone"))

    with pytest.raises(NoAnswerError):
        gateway.get_refund("re_1")
    with pytest.raises(NoAnswerError):
        gateway.get_refund("re_1")
    with pytest.raises(LookupError):
        gateway.get_refund("re_1/cancel")


def test_a_connected_account_refunds_its_own_payments_only(fake, build):
    fake.add_account("acct_CONN1")
    theirs, ours = fake.add_charge(5000, account="acct_CONN1"), fake.add_charge(5000)
    gateway = build(fake.url, key=fake.secret_key, stripe_account="acct_CONN1")

    assert isinstance(gateway.create_refund(order_for(theirs.charge)), GatewayRefund)
    assert rejected(fake, gateway, order_for(ours.charge, attempt="att_2")) is Rejection.PAYMENT_NOT_FOUND
