"""PayTR's order: points and commas, moments of Istanbul, refunds in two spellings; nothing guessed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import RefundStatus
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_paytr.reading import read_amount, read_flag, read_order
from paytr_account import lira

ORDER: dict[str, Any] = {
    "payment_amount": "10,8",
    "payment_total": "10.80",
    "payment_date": "2026-03-02 12:00:00",
    "currency": "TL",
    "masked_pan": "455359AAA6747",
    "odeme_tipi": "KART",
    "test_mode": "0",
    "kesinti_tutari": "0.24",
    "net_tutar": "10.56",
}
MADE: dict[str, Any] = {
    "return_amount": 1,
    "return_date": "2026-03-02 23:45:22",
    "date_completed": "2026-03-02 23:46:02",
    "reference_no": "111111111111111",
}


def order(**changed: Any):
    return read_order(Said.read(json.dumps({**ORDER, **changed}).encode()), "order1")


def refund(**changed: Any):
    (made,) = order(returns=[{**MADE, **changed}]).refunds
    return made


def test_an_order():
    facts = order().payment

    assert (facts.ref, facts.amount, facts.fee, facts.method) == ("order1", lira("10.80"), lira("0.24"), "card")
    assert (facts.display, facts.live, facts.refunded) == ("Card •••• 6747", True, lira("0"))
    assert facts.paid_at == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_day_is_no_moment():
    assert order(payment_date="2026-03-02").payment.paid_at is None


def test_a_fee_in_another_currency_has_to_add_up():
    assert order(currency="USD").payment.fee == Money.of("0.24", "USD")
    assert order(currency="USD", net_tutar="400.00").payment.fee is None
    assert order(kesinti_tutari="").payment.fee is None


@pytest.mark.parametrize(
    "changed",
    [
        {"currency": "XAU"},
        {"payment_amount": "1.000,00"},
        {"payment_amount": "10.805"},
        {"payment_amount": "-1"},
        {"payment_amount": None},
        {"payment_total": "10.79"},
        {"test_mode": "2"},
        {"odeme_tipi": ""},
        {"payment_date": "02.03.2026 12:00"},
        {"returns": "none"},
        {"returns": ["x"]},
    ],
)
def test_an_order_that_cannot_be_read(changed):
    with pytest.raises(UnreadableError):
        order(**changed)


def test_a_refund_in_either_spelling():
    one = refund()
    other = refund(return_amount=None, return_date=None, amount="1,00", date="2026-03-02 23:45:22")

    assert one == other
    assert (one.ref, one.status, one.amount) == ("order1:111111111111111", RefundStatus.SUCCEEDED, lira("1"))
    assert (one.attempt_id, one.made_at) == (None, datetime(2026, 3, 2, 20, 45, 22, tzinfo=UTC))


def test_one_that_is_not_completed_is_pending_and_counts():
    made = order(returns=[{**MADE, "date_completed": ""}])

    assert made.refunds[0].status is RefundStatus.PENDING
    assert made.payment.refunded == lira("1")


@pytest.mark.parametrize(
    "changed",
    [{"amount": "1"}, {"return_amount": None}, {"return_date": "yesterday"}, {"date_completed": "2026-13-01 00:00:00"}],
)
def test_a_refund_that_cannot_be_read(changed):
    with pytest.raises(UnreadableError):
        refund(**changed)


def test_refunds_of_one_name_are_told_apart():
    nameless = {**MADE, "reference_no": ""}
    refs = [each.ref for each in order(returns=[nameless, nameless, MADE]).refunds]

    assert refs == ["order1:20260302204522-100", "order1:20260302204522-100-2", "order1:111111111111111"]


def test_numbers_may_come_without_quotes():
    assert read_amount(Said.read(b'{"a": 10.25}'), "a", "TRY") == lira("10.25")
    assert read_flag(Said({"a": 1}), "a")
    with pytest.raises(UnreadableError):
        read_amount(Said.read(b'{"a": -1}'), "a", "TRY")
