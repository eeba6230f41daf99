"""Invoices: paid or not, of which amount, with which fee, given back or not; nothing guessed."""

from __future__ import annotations

from typing import Any

import pytest

from cryptomus_account import MERCHANT, usdt
from panel_refunds.money import Money
from panel_refunds.ports import RefundStatus
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_cryptomus.reading import NOT_PAID, find_refund, read_payment

INVOICE: dict[str, Any] = {
    "uuid": MERCHANT,
    "order_id": "deposit-7",
    "amount": "20.00000000",
    "payment_amount": "20.00000000",
    "payer_amount": "20.00000000",
    "payer_currency": "USDT",
    "currency": "USDT",
    "merchant_amount": "19.60000000",
    "network": "tron",
    "from": "TXguLRFtrAFrEDA17WuPfrxB84jVzJcNNV",
    "payment_status": "paid",
    "status": "paid",
    "is_final": True,
    "created_at": "2026-03-02T12:00:00+03:00",
}


def payment(**changed: Any):
    return read_payment(Said.of({**INVOICE, **changed}), live=True)


def test_a_paid_invoice():
    facts = payment()

    assert (facts.amount, facts.captured, facts.refunded, facts.fee) == (usdt("20"), True, usdt("0"), usdt("0.4"))
    assert (facts.ref, facts.method, facts.display, facts.live) == (MERCHANT, "crypto", "USDT (tron)", True)
    assert facts.paid_at is not None
    assert facts.paid_at.hour == 9


def test_more_than_was_asked_for_is_not_the_deposits():
    facts = payment(payment_status="paid_over", payment_amount="25", merchant_amount="24.5")

    assert (facts.amount, facts.captured, facts.fee) == (usdt("20"), True, None)


def test_less_than_was_asked_for_is_less_by_the_same_part():
    assert payment(payment_amount="19.00000000").amount == usdt("19")
    dollars = payment(currency="USD", amount="20", payer_currency="ETH", payer_amount="0.007", payment_amount="0.0069")
    assert dollars.amount == Money.of("19.71", "USD")


@pytest.mark.parametrize("word", sorted(NOT_PAID))
def test_what_is_not_paid_is_not_captured(word):
    facts = payment(payment_status=word, payment_amount=None, merchant_amount=None, **{"from": None})

    assert (facts.captured, facts.fee, facts.fingerprint) == (False, None, None)
    assert find_refund(Said.of({**INVOICE, "payment_status": word})) is None


@pytest.mark.parametrize(
    ("word", "status", "back"),
    [
        ("refund_process", RefundStatus.PENDING, "20"),
        ("refund_paid", RefundStatus.SUCCEEDED, "20"),
        ("refund_fail", RefundStatus.FAILED, "0"),
    ],
)
def test_a_refund_stands_on_the_invoice(word, status, back):
    facts, refund = payment(payment_status=word), find_refund(Said.of({**INVOICE, "payment_status": word}))

    assert (facts.captured, facts.amount, facts.refunded) == (True, usdt("20"), usdt(back))
    assert refund is not None
    assert (refund.ref, refund.status, refund.amount, refund.attempt_id) == (MERCHANT, status, usdt("20"), None)


@pytest.mark.parametrize(
    "changed",
    [
        {"payer_currency": "TRX"},
        {"merchant_amount": None},
        {"merchant_amount": "20.1"},
        {"convert": {"to_currency": "BTC", "amount": "0.0002"}},
    ],
)
def test_a_fee_that_is_not_certain_is_not_known(changed):
    assert payment(**changed).fee is None


def test_a_fee_has_the_digits_of_its_currency():
    assert payment(merchant_amount="19.60000049").fee == usdt("0.399999")
    assert payment(merchant_amount="20").fee == usdt("0")


def test_the_smallest_coins_are_exact():
    coins = {"currency": "BTC", "payer_currency": "BTC", "amount": "0.00000003", "merchant_amount": "0.00000002"}
    facts = payment(**coins, payment_amount="0.00000003", payer_amount="0.00000003")

    assert (facts.amount.units, facts.fee) == (3, Money(1, "BTC"))


def test_one_address_is_one_payer_on_its_network():
    assert payment().fingerprint == payment(uuid="another").fingerprint
    assert payment().fingerprint not in (payment(network="bsc").fingerprint, payment(**{"from": "T1"}).fingerprint)
    assert INVOICE["from"] not in str(payment().fingerprint)


@pytest.mark.parametrize(
    "changed",
    [
        {"payment_status": "teleported"},
        {"payment_status": None, "status": None},
        {"amount": "20.0000001"},
        {"amount": 20.5},
        {"amount": "-20"},
        {"amount": "0"},
        {"currency": "DOUBLOON"},
        {"payment_amount": None},
        {"payment_amount": "2e1"},
        {"payer_amount": "much"},
        {"merchant_amount": "-1"},
        {"merchant_amount": 19},
        {"payer_currency": None},
        {"created_at": "yesterday"},
    ],
)
def test_what_is_missing_or_of_another_kind_is_unreadable(changed):
    with pytest.raises(UnreadableError):
        payment(**changed)
