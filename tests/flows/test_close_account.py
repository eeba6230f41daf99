"""Termination ends refunds; forfeiture takes everything, with two people, a cause and evidence."""

from __future__ import annotations

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.close_account import forfeit_account, terminate_account
from panel_refunds.flows.grant_bonus import grant_bonus
from panel_refunds.flows.pay_refund import pay_refund

TWO = ("finance-1", "finance-2")


@pytest.mark.parametrize(
    ("by", "cause", "evidence", "code"),
    [
        (("finance-1",), "fraud", "chargeback letter", "second_person_needed"),
        (("finance-1", "finance-1"), "fraud", "chargeback letter", "second_person_needed"),
        (TWO, " ", "chargeback letter", "reason_needed"),
        (TWO, "fraud", " ", "evidence_needed"),
    ],
)
def test_a_forfeiture_needs_all_of_it(shop: Shop, by: tuple[str, ...], cause: str, evidence: str, code: str) -> None:
    """F16: four eyes in the page, not in the API."""
    shop.deposit("50.00")
    with pytest.raises(Refused) as refused:
        forfeit_account(shop.desk, "c1", cause=cause, evidence=evidence, by=by)
    assert (refused.value.code, shop.figures()[0]) == (code, "50.00 USD")


def test_a_forfeiture_takes_own_and_bonus_and_happens_once(shop: Shop) -> None:
    shop.deposit("50.00")
    grant_bonus(shop.desk, "c1", usd("5.00"))
    assert forfeit_account(shop.desk, "c1", cause="fraud", evidence="x", by=TWO) == usd("55.00").units
    with pytest.raises(Refused) as refused:
        forfeit_account(shop.desk, "c1", cause="fraud", evidence="x", by=TWO)

    assert refused.value.code == "already_forfeited"
    assert shop.figures() == ("0.00 USD", "0.00 USD", "0.00 USD")


def test_a_forfeiture_that_has_nothing_to_take_is_on_record_all_the_same(shop: Shop) -> None:
    """The journal says nothing of it; only the record tells it from a mark that somebody made in the table."""
    shop.deposit("10.00")
    shop.order("10.00")
    assert forfeit_account(shop.desk, "c1", cause="fraud", evidence="x", by=TWO) == 0

    shop.check_books()
    with shop.desk.read() as books:
        assert [(each.action, each.actor) for each in books.actions_of("c1")] == [("forfeit", "finance-1, finance-2")]


def test_a_terminated_account_may_still_be_forfeited_and_both_are_on_record(shop: Shop) -> None:
    shop.deposit("10.00")
    terminate_account(shop.desk, "c1", cause="tos", by="finance-1")
    shop.check_books()
    forfeit_account(shop.desk, "c1", cause="fraud", evidence="x", by=TWO)

    with shop.desk.read() as books:
        assert [each.action for each in books.actions_of("c1")] == ["terminate", "forfeit"]


def test_money_an_order_gives_back_after_the_forfeiture_is_forfeited(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00")
    forfeit_account(shop.desk, "c1", cause="fraud", evidence="x", by=TWO)
    order = shop.status(order, "Canceled", 0)

    assert (order.refunded, shop.figures()[0]) == (order.charge, "0.00 USD")


def test_termination_stops_what_was_approved_and_not_sent(shop: Shop) -> None:
    refund = shop.approved()
    terminate_account(shop.desk, "c1", cause="tos", by="finance-1")
    refund = pay_refund(shop.desk, refund.refund_id)

    assert (refund.state, shop.gateway.asked) == ("approved", ())
