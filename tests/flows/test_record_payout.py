"""What an operator paid by hand is booked once, with its reference."""

from __future__ import annotations

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.close_account import terminate_account
from panel_refunds.flows.handle_dispute import open_dispute
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.record_payout import record_payout
from panel_refunds.flows.review_refund import decline_refund
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


def test_what_went_back_at_the_gateway_already_is_not_paid_by_hand_as_well(shop: Shop) -> None:
    """F3, for operators: the dashboard's refund was seen when the first try failed for it."""
    refund = shop.approved("50.00", "1.75")
    shop.gateway.refund_outside("pay_1", usd("2.00"))
    refund = pay_refund(shop.desk, refund.refund_id)
    assert (refund.state, refund.why) == ("failed", "over_refund")
    shop.gateway._capabilities = Capabilities(refund="manual", dedupe="none", lookup="none")
    with shop.desk.read() as books:
        deposit = books.get_deposit(refund.deposit_id)
    for amount, state in (("50.00", "approved"), ("49.00", "paid")):
        again = pay_refund(shop.desk, shop.refund_of(shop.approve(shop.request(amount, deposit))).refund_id)
        if state == "approved":
            with pytest.raises(Refused) as refused:
                record_payout(shop.desk, again.refund_id, reference="wire 7", by="finance-1")
            assert (refused.value.code, "48.00 are left" in refused.value.text) == ("exceeds_unspent", True)
            decline_refund(shop.desk, again.request_id, by="finance-1", text="2.00 went back already.")
        else:
            assert record_payout(shop.desk, again.refund_id, reference="wire 8", by="finance-1").state == "paid"


def test_a_terminated_account_is_not_paid_by_hand_either(shop: Shop) -> None:
    refund = waiting(shop)
    terminate_account(shop.desk, "c1", cause="tos", by="finance-1")
    with pytest.raises(Refused) as refused:
        record_payout(shop.desk, refund.refund_id, reference="wire 7", by="finance-1")
    assert refused.value.code == "account_terminated"
