"""A payment as its gateway has it, whole or not at all."""

from __future__ import annotations

from datetime import UTC, datetime

from panel_refunds.flows.look_at_payment import PaymentSeen
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund, PaymentFacts, RefundStatus
from panel_refunds.web.answers.payments import payment_of

AT = datetime(2026, 9, 1, tzinfo=UTC)
DEPOSIT = Deposit("dep_1", "wal_1", "c1", "JPY", "till", "pay_1", "card", 5000, AT, "default@1")


def test_what_was_seen_is_told_in_its_own_currency():
    facts = PaymentFacts("pay_1", Money.of("5000", "JPY"), True, Money.of("1200", "JPY"), risk={"level": "low"})
    refund = GatewayRefund("re_1", RefundStatus.SUCCEEDED, Money.of("1200", "JPY"), "att_1", made_at=AT)

    view = payment_of(PaymentSeen(DEPOSIT, AT, "seen", facts, (refund,), complete=True))

    assert (view.currency, view.amount, view.refunded, view.fee, view.risk) == (
        "JPY",
        "5000",
        "1200",
        None,
        {"level": "low"},
    )
    assert [(each.ref, each.status, each.amount, each.ours) for each in view.refunds] == [
        ("re_1", "succeeded", "1200", "att_1")
    ]
    assert view.refunds_complete


def test_what_was_not_seen_has_no_figures():
    view = payment_of(PaymentSeen(DEPOSIT, AT, "silent"))

    assert (view.answered, view.amount, view.captured, view.refunds) == ("silent", None, None, [])
