"""A bonus that is given for a deposit on which a request is open already."""

from __future__ import annotations

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.flows.grant_bonus import grant_bonus
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.review_refund import decline_refund


def test_it_is_out_of_use_at_once_and_void_when_the_deposit_goes_back(shop: Shop) -> None:
    """F14: the bonus was kept after its deposit had gone back."""
    deposit = shop.deposit("50.00")
    request = shop.request("20.00", deposit)
    grant_bonus(shop.desk, "c1", usd("5.00"), tied_to=deposit.deposit_id)
    assert shop.figures() == ("30.00 USD", "0.00 USD", "20.00 USD")

    pay_refund(shop.desk, shop.refund_of(shop.approve(request)).refund_id)
    assert shop.figures() == ("30.00 USD", "0.00 USD", "0.00 USD")


def test_it_is_given_back_when_the_request_is_declined(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    request = shop.request("20.00", deposit)
    grant_bonus(shop.desk, "c1", usd("5.00"), tied_to=deposit.deposit_id)
    decline_refund(shop.desk, request.request_id, by="finance-1", text="not this time")

    assert shop.figures() == ("50.00 USD", "5.00 USD", "0.00 USD")


@pytest.mark.parametrize("cancel_on", ["request", "payout"])
def test_a_bonus_of_another_deposit_or_of_a_policy_that_waits_stays_in_use(shop: Shop, cancel_on: str) -> None:
    shop.with_rules(bonus={"cancel_on": cancel_on})
    asked, other = shop.deposit("50.00"), shop.deposit("10.00")
    shop.request("20.00", asked)
    grant_bonus(shop.desk, "c1", usd("5.00"), tied_to=(other if cancel_on == "request" else asked).deposit_id)
    grant_bonus(shop.desk, "c1", usd("1.00"))

    assert shop.figures()[1] == "6.00 USD"
