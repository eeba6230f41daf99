"""What nobody could know, an operator looked up; only where a task asks for it."""

from __future__ import annotations

import pytest
from tests.flows.shop import Shop

from panel_refunds.errors import Refused
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.resolve_attempt import resolve_attempt
from panel_refunds.refunds.refund import Refund


def unknown(shop: Shop, *, ran: bool) -> Refund:
    shop.gateway.script("unknown", ran=ran)
    refund = pay_refund(shop.desk, shop.approved().refund_id)
    for _ in range(6):
        shop.passes(days=1)
        refund = follow_refund(shop.desk, refund.refund_id)
    assert refund.task is not None
    return refund


def test_what_ran_is_paid_with_the_reference_seen(shop: Shop) -> None:
    refund = unknown(shop, ran=True)
    refund = resolve_attempt(shop.desk, refund.refund_id, ran=True, evidence="re_77", by="finance-1")

    assert (refund.state, refund.reference, shop.state_of(refund)) == ("paid", "re_77", "paid")
    assert shop.figures() == ("30.00 USD", "0.00 USD", "0.00 USD")


def test_what_did_not_run_is_sent_as_a_new_attempt(shop: Shop) -> None:
    refund = unknown(shop, ran=False)
    refund = resolve_attempt(shop.desk, refund.refund_id, ran=False, evidence="not in their list", by="finance-1")
    assert refund.state == "approved"
    refund = pay_refund(shop.desk, refund.refund_id)

    assert (refund.state, shop.paid_back()) == ("paid", "18.25 USD")
    assert len({order.key for order in shop.gateway.asked}) == 2


def test_a_person_decides_nothing_that_can_be_looked_up(shop: Shop) -> None:
    shop.gateway.script("unknown")
    refund = pay_refund(shop.desk, shop.approved().refund_id)
    for evidence, code in (("re_77", "not_an_operator_task"), (" ", "evidence_needed")):
        with pytest.raises(Refused) as refused:
            resolve_attempt(shop.desk, refund.refund_id, ran=False, evidence=evidence, by="finance-1")
        assert refused.value.code == code
