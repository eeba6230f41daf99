"""A request is closed when part of it has gone its way already: what was not sent leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.flows.shop import Shop

from panel_refunds.flows.answer_request import withdraw_request
from panel_refunds.flows.attempting import prepare_attempt
from panel_refunds.flows.close_account import forfeit_account
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.handle_dispute import close_dispute, open_dispute
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.review_refund import decline_refund
from panel_refunds.refunds.refund import Refund
from panel_refunds.refunds.request import RefundRequest

Close = Callable[[Shop, str], object]


def decline(shop: Shop, request_id: str) -> object:
    return decline_refund(shop.desk, request_id, by="finance-1", text="Please write to us.")


def withdraw(shop: Shop, request_id: str) -> object:
    return withdraw_request(shop.desk, request_id)


def forfeit(shop: Shop, request_id: str) -> object:
    return forfeit_account(shop.desk, "c1", cause="fraud", evidence="two accounts", by=["boss-1", "boss-2"])


def state_of(shop: Shop, request: RefundRequest) -> str:
    with shop.desk.read() as books:
        return books.get_request(request.request_id).state


def approved_for_two(shop: Shop) -> tuple[RefundRequest, Refund]:
    """A request that two deposits pay, approved, and the refund of the first."""
    shop.deposit("50.00")
    shop.deposit("30.00")
    request = shop.approve(shop.request("80.00"))
    return request, shop.refund_of(request)


@pytest.mark.parametrize("close", [decline, withdraw])
def test_money_that_is_let_go_while_the_payment_is_disputed_is_not_free(shop: Shop, close: Close) -> None:
    """F13: else it could be spent, and be taken by the bank as well."""
    deposit = shop.deposit("50.00")
    request = shop.request("20.00", deposit)
    open_dispute(shop.desk, deposit.deposit_id)
    close(shop, request.request_id)

    assert shop.figures() == ("0.00 USD", "0.00 USD", "50.00 USD")
    close_dispute(shop.desk, deposit.deposit_id, outcome="won")
    assert shop.figures() == ("50.00 USD", "0.00 USD", "0.00 USD")


@pytest.mark.parametrize("close", [decline, withdraw])
def test_an_attempt_that_was_never_sent_does_not_block_the_next_one(shop: Shop, close: Close) -> None:
    refund = shop.approved()
    with shop.desk.read() as books:
        deposit = books.get_deposit(refund.deposit_id)
    prepare_attempt(shop.desk, refund.refund_id, shop.gateway.get_payment(deposit.payment))
    close(shop, refund.request_id)

    again = shop.refund_of(shop.approve(shop.request("20.00", deposit)))
    assert pay_refund(shop.desk, again.refund_id).state == "paid"
    assert shop.paid_back() == "18.25 USD"


@pytest.mark.parametrize("close", [decline, withdraw, forfeit])
def test_a_request_of_which_the_gateway_has_a_part_goes_on_with_that_part(shop: Shop, close: Close) -> None:
    request, first = approved_for_two(shop)
    shop.gateway.script("pending")
    pay_refund(shop.desk, first.refund_id)
    close(shop, request.request_id)
    assert state_of(shop, request) == "sent"

    with shop.desk.read() as books:
        attempt = books.attempts_of(first.refund_id)[-1]
    shop.gateway.later(attempt.attempt_id, "succeeded")
    follow_refund(shop.desk, first.refund_id)

    assert state_of(shop, request) == "paid"
    assert shop.paid_back() == "50.00 USD"


@pytest.mark.parametrize("close", [decline, withdraw, forfeit])
def test_a_request_of_which_a_part_was_paid_stays_paid(shop: Shop, close: Close) -> None:
    request, first = approved_for_two(shop)
    pay_refund(shop.desk, first.refund_id)
    close(shop, request.request_id)

    assert state_of(shop, request) == "paid"
    assert shop.figures()[2] == "0.00 USD"
