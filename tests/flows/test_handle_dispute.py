"""A payment is contested, once for each part of it, and decided once."""

from __future__ import annotations

from typing import Any

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.grant_bonus import grant_bonus
from panel_refunds.flows.handle_dispute import close_dispute, open_dispute
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.money import format_units


def lose(shop: Shop, deposit_id: str, amount: str) -> None:
    open_dispute(shop.desk, deposit_id, amount=usd(amount))
    close_dispute(shop.desk, deposit_id, outcome="lost")


def test_a_dispute_without_an_amount_is_about_what_has_not_gone_or_been_lost_yet(shop: Shop) -> None:
    refund = pay_refund(shop.desk, shop.approved("20.00", "1.75").refund_id)
    lose(shop, refund.deposit_id, "10.00")

    dispute = open_dispute(shop.desk, refund.deposit_id)
    assert format_units(dispute.amount, "USD") == "21.75"


def test_a_payment_that_was_lost_whole_cannot_be_contested_again(shop: Shop) -> None:
    """A gateway that tells the same loss twice under two names must not cost it twice."""
    deposit = shop.deposit("50.00")
    lose(shop, deposit.deposit_id, "50.00")
    with pytest.raises(Refused) as refused:
        open_dispute(shop.desk, deposit.deposit_id)

    assert refused.value.code == "amount_invalid"


def test_told_twice_it_is_one_dispute_and_an_inquiry_may_grow_into_one(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    first = open_dispute(shop.desk, deposit.deposit_id, kind="inquiry")
    assert shop.figures()[2] == "0.00 USD"
    grown = open_dispute(shop.desk, deposit.deposit_id)
    again = open_dispute(shop.desk, deposit.deposit_id)

    assert {first.dispute_id, grown.dispute_id, again.dispute_id} == {first.dispute_id}
    assert (again.state, shop.figures()[2]) == ("open", "50.00 USD")


@pytest.mark.parametrize(("outcome", "cash"), [("won", "50.00 USD"), ("lost", "0.00 USD")])
def test_a_dispute_is_decided_once(shop: Shop, outcome: Any, cash: str) -> None:
    deposit = shop.deposit("50.00")
    open_dispute(shop.desk, deposit.deposit_id)
    for _ in range(2):
        assert close_dispute(shop.desk, deposit.deposit_id, outcome=outcome).state == outcome
    with pytest.raises(Refused) as refused:
        close_dispute(shop.desk, deposit.deposit_id, outcome="lost" if outcome == "won" else "won")

    assert (refused.value.code, shop.figures()) == ("dispute_closed", (cash, "0.00 USD", "0.00 USD"))


def test_what_was_set_aside_for_a_refund_falls_to_the_lost_dispute(shop: Shop) -> None:
    """The request ends, and its money covers the loss like the rest of the deposit."""
    refund = shop.approved("20.00", "0.00")
    lose(shop, refund.deposit_id, "45.00")

    assert (shop.state_of(refund), shop.figures()) == ("declined", ("5.00 USD", "0.00 USD", "0.00 USD"))


@pytest.mark.parametrize("contested", [None, "5.00"])
def test_a_bonus_that_came_with_a_lost_payment_is_void(shop: Shop, contested: str | None) -> None:
    """F14, by way of the bank: the payment goes back, and the gift that came with it stays."""
    deposit = shop.deposit("50.00")
    grant_bonus(shop.desk, "c1", usd("5.00"), tied_to=deposit.deposit_id)
    grant_bonus(shop.desk, "c1", usd("2.00"), tied_to=None)
    open_dispute(shop.desk, deposit.deposit_id, amount=usd(contested) if contested else None)
    assert shop.figures()[1] == "7.00 USD"
    close_dispute(shop.desk, deposit.deposit_id, outcome="lost")

    assert shop.figures()[1] == "2.00 USD"
    shop.check_books()
