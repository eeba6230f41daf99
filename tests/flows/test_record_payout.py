"""What an operator paid by hand is booked once, with its reference."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.answer_request import confirm_offer
from panel_refunds.flows.close_account import terminate_account
from panel_refunds.flows.handle_dispute import open_dispute
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.quote_balance import quote_balance
from panel_refunds.flows.record_payout import record_payout
from panel_refunds.flows.review_refund import decline_refund
from panel_refunds.ports import Capabilities
from panel_refunds.refunds.refund import Refund

BY_WIRE = {"reference": "wire 8", "by": "finance-1"}


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
    """F3, for operators: somebody clicked in the gateway's own pages while the refund waited."""
    shop.gateway._capabilities = Capabilities(refund="manual", dedupe="none", lookup="none")
    refund = pay_refund(shop.desk, shop.approved("50.00", "1.75").refund_id)
    with shop.desk.begin(refund.wallet_id) as books:
        deposit = replace(books.get_deposit(refund.deposit_id), external_refunded=usd("2.00").units)
        books.save_deposit(deposit)
    with pytest.raises(Refused) as refused:
        record_payout(shop.desk, refund.refund_id, reference="wire 7", by="finance-1")
    assert (refused.value.code, "48.00 are left" in refused.value.text) == ("exceeds_unspent", True)

    decline_refund(shop.desk, refund.request_id, by="finance-1", text="2.00 went back already.")
    again = shop.request("50.00", deposit)
    assert (again.recommend, quote_balance(shop.desk, "c1").refundable) == ("offer", 0)
    again = shop.approve(confirm_offer(shop.desk, again.request_id))
    paid = record_payout(shop.desk, pay_refund(shop.desk, shop.refund_of(again).refund_id).refund_id, **BY_WIRE)
    assert (paid.state, paid.gross) == ("paid", usd("48.00").units)


@pytest.mark.parametrize("by", ["support-1", "finance", ""])
def test_only_who_may_approve_may_record_a_payment(shop: Shop, by: str) -> None:
    refund = waiting(shop)
    with pytest.raises(Refused) as refused:
        record_payout(shop.desk, refund.refund_id, reference="wire 7", by=by)
    assert (refused.value.code, shop.state_of(refund)) == ("role_needed", "approved")


def test_a_terminated_account_is_not_paid_by_hand_either(shop: Shop) -> None:
    refund = waiting(shop)
    terminate_account(shop.desk, "c1", cause="tos", by="finance-1")
    with pytest.raises(Refused) as refused:
        record_payout(shop.desk, refund.refund_id, reference="wire 7", by="finance-1")
    assert refused.value.code == "account_terminated"
