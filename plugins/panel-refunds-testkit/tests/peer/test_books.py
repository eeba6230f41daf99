"""The vendor's own books say no where every vendor does."""

from datetime import timedelta

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import Rejection
from panel_refunds_testkit.peer.books import KeyUsedError, PeerBooks, PeerRefusedError
from panel_refunds_testkit.peer.clock import PeerClock

TEN = Money.of("10", "USD")


def books(**rules):
    return PeerBooks(PeerClock(), **rules)


def refused(made, payment, amount, account="first"):
    with pytest.raises(PeerRefusedError) as error:
        made.refund(account, payment, amount)
    return error.value.code


def test_what_every_vendor_refuses():
    made = books(window=timedelta(days=1))
    payment = made.take_payment(TEN, fee=None).ref
    assert refused(made, payment, TEN + TEN) is Rejection.OVER_REFUND
    assert refused(made, payment, Money.of("1", "EUR")) is Rejection.CURRENCY_MISMATCH
    assert refused(made, payment, Money(0, "USD")) is Rejection.INVALID_REQUEST
    assert refused(made, payment, TEN, "second") is Rejection.PAYMENT_NOT_FOUND
    made.change_payment(payment, dispute="open")
    assert refused(made, payment, TEN) is Rejection.DISPUTED
    made.change_payment(payment, dispute="won")
    made.clock.advance(timedelta(days=2))
    assert refused(made, payment, TEN) is Rejection.WINDOW_EXPIRED


def test_a_refund_that_failed_does_not_count():
    made = books(partial=False)
    payment = made.take_payment(TEN, fee=None).ref
    refund = made.refund("first", payment, TEN)
    assert refused(made, payment, TEN) is Rejection.ALREADY_REFUNDED
    made.become(refund.ref, "failed")
    assert made.refunded(payment) == Money(0, "USD")
    assert refused(made, payment, Money.of("1", "USD")) is Rejection.PARTIAL_NOT_SUPPORTED


def test_a_key_is_remembered_for_its_lifetime():
    made = books()
    made.keep_answer("first", "k", "request", "answer")
    day = timedelta(days=1)
    assert made.find_answer("first", "k", "request", day) == "answer"
    assert made.find_answer("second", "k", "request", day) is None
    with pytest.raises(KeyUsedError):
        made.find_answer("first", "k", "other", day)
    made.clock.advance(timedelta(days=2))
    assert made.find_answer("first", "k", "other", day) is None


def test_another_payer_pays_from_then_on():
    made = books()
    first, again = (made.take_payment(TEN, fee=None).payer for _ in range(2))
    made.change_payer()
    assert first == again != made.take_payment(TEN, fee=None).payer


def test_a_name_that_the_merchant_gave_to_another_refund_is_known():
    made = books()
    payment = made.take_payment(TEN, fee=None).ref
    made.refund("first", payment, Money.of("2", "USD"), ref="mine")
    with pytest.raises(KeyUsedError):
        made.refund("first", payment, Money.of("3", "USD"), ref="mine")
    assert [refund.amount for refund in made.refunds_of(payment)] == [Money.of("2", "USD")]
