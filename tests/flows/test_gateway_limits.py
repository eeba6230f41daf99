"""What a gateway would refuse is known beforehand, and a person sends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.flows.gateway_limits import find_limit
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.record_payout import record_payout
from panel_refunds.money import Money
from panel_refunds.ports import Capabilities, PaymentFacts

AT = datetime(2025, 9, 1, tzinfo=UTC)
PAID = PaymentFacts("pay_1", usd("50.00"), captured=True, refunded=usd("0"), paid_at=AT - timedelta(days=100))


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({"currencies": ("EUR", "GBP")}, "sends no USD"),
        ({"partial": False}, "only whole payments, and 18.25 USD of 50.00 USD"),
        ({"max_refunds": 2}, "2 times at most"),
        ({"min_refund": usd("20.00")}, "20.00 USD at least"),
        ({"refund_window": timedelta(days=90)}, "90 days long"),
    ],
)
def test_a_limit_is_a_sentence_for_the_operator(limits, sentence):
    said = find_limit(Capabilities(**limits), PAID, usd("18.25"), made=2, at=AT)

    assert said is not None
    assert sentence in said
    assert said.endswith("Send it by hand, then record it.")


@pytest.mark.parametrize(
    "limits",
    [
        {},
        {"currencies": ("USD",)},
        {"max_refunds": 3},
        {"min_refund": usd("18.25")},
        {"min_refund": Money.of("20", "EUR")},
        {"refund_window": timedelta(days=100)},
    ],
)
def test_within_its_limits_the_gateway_sends(limits):
    assert find_limit(Capabilities(**limits), PAID, usd("18.25"), made=2, at=AT) is None


def test_a_whole_payment_goes_through_a_gateway_that_knows_only_those():
    assert find_limit(Capabilities(partial=False), PAID, usd("50.00"), made=0, at=AT) is None


def test_nobody_knows_how_old_a_payment_is_that_has_no_time():
    facts = replace(PAID, paid_at=None)

    assert find_limit(Capabilities(refund_window=timedelta(days=1)), facts, usd("1"), made=0, at=AT) is None


def test_the_refund_becomes_a_task_and_nothing_is_sent(shop: Shop) -> None:
    refund = shop.approved()
    shop.gateway._capabilities = Capabilities(partial=False)

    refund = pay_refund(shop.desk, refund.refund_id)

    assert refund.state == "approved"
    assert refund.task is not None
    assert "only whole payments" in refund.task
    assert shop.gateway.asked == ()
    record_payout(shop.desk, refund.refund_id, reference="BANK-1", by="finance-1")
    assert shop.state_of(refund) == "paid"
    shop.check_books()
