"""An operator has an approved refund tried at once, and nothing else."""

from __future__ import annotations

import pytest
from tests.flows.shop import Shop

from panel_refunds.errors import Refused
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.send_again import send_again
from panel_refunds.worker import run_due


def test_a_refund_that_waits_for_the_gateways_money_is_tried_at_once(shop: Shop) -> None:
    shop.gateway.script("rejected:insufficient_balance")
    refund = pay_refund(shop.desk, shop.approved().refund_id)
    assert refund.state == "approved"
    assert run_due(shop.desk, kinds={"pay"}) == 0

    send_again(shop.desk, refund.refund_id, by="finance-1")

    assert run_due(shop.desk, kinds={"pay"}) == 1
    assert shop.state_of(refund) == "paid"


def test_what_was_sent_or_is_not_approved_is_left_alone(shop: Shop) -> None:
    held = shop.refund_of(shop.request("20.00", shop.deposit("50.00")))
    paid = pay_refund(shop.desk, shop.approved().refund_id)

    for refund, code in ((held, "request_not_in_review"), (paid, "too_late")):
        with pytest.raises(Refused, match=code):
            send_again(shop.desk, refund.refund_id, by="finance-1")
