"""What an operator paid by hand is booked once, with its reference."""

from __future__ import annotations

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.close_account import terminate_account
from panel_refunds.flows.handle_dispute import open_dispute
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.record_payout import record_payout
from panel_refunds.ports import Capabilities
from panel_refunds.refunds.refund import Refund


def waiting(shop: Shop) -> Refund:
    shop.gateway._capabilities = Capabilities(refund="manual", dedupe="none", lookup="none")
    return pay_refund(shop.desk, shop.approved().refund_id)


def test_a_payout_by_hand_settles_the_refund_once(shop: Shop) -> None:
    refund = waiting(shop)
    for _ in range(2):
        paid = record_payout(shop.desk, refund.refund_id, reference="wire 7", by="finance-1")

    assert (paid.state, paid.reference, shop.state_of(paid)) == ("paid", "wire 7", "paid")
    assert shop.figures() == ("30.00 USD", "0.00 USD", "0.00 USD")


def test_a_payout_needs_a_reference_and_a_task(shop: Shop) -> None:
    refund = shop.approved()
    for reference, code in ((" ", "field_missing"), ("wire 7", "not_an_operator_task")):
        with pytest.raises(Refused) as refused:
            record_payout(shop.desk, refund.refund_id, reference=reference, by="finance-1")
        assert refused.value.code == code


def test_a_disputed_payment_is_not_paid_by_hand_either(shop: Shop) -> None:
    """F13, for operators."""
    refund = waiting(shop)
    open_dispute(shop.desk, refund.deposit_id, amount=usd("50.00"))
    with pytest.raises(Refused) as refused:
        record_payout(shop.desk, refund.refund_id, reference="wire 7", by="finance-1")
    assert refused.value.code == "payment_disputed"


def test_a_terminated_account_is_not_paid_by_hand_either(shop: Shop) -> None:
    refund = waiting(shop)
    terminate_account(shop.desk, "c1", cause="tos", by="finance-1")
    with pytest.raises(Refused) as refused:
        record_payout(shop.desk, refund.refund_id, reference="wire 7", by="finance-1")
    assert refused.value.code == "account_terminated"
