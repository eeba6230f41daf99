"""A payment is shown as its gateway has it; a gateway that fails is an answer, and nothing is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.look_at_payment import look_at_payment
from panel_refunds.ports import Capabilities


def test_what_the_gateway_says_is_shown_with_its_refunds(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    shop.gateway.refund_outside(deposit.payment, usd("5.00"))

    seen = look_at_payment(shop.desk, deposit.deposit_id)

    assert (seen.answered, seen.complete, seen.at) == ("seen", True, shop.at)
    assert seen.facts is not None
    assert (seen.facts.amount, seen.facts.refunded) == (usd("50.00"), usd("5.00"))
    assert [each.amount for each in seen.refunds] == [usd("5.00")]
    with shop.desk.read() as books:
        assert books.get_deposit(deposit.deposit_id) == deposit


def test_no_transaction_is_open_while_the_gateway_is_asked(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    deposit = shop.deposit("50.00")
    real = shop.gateway.get_payment

    def ask(ref: str) -> object:
        with shop.desk.begin(deposit.wallet_id) as books:
            books.wallet(deposit.wallet_id)
        return real(ref)

    monkeypatch.setattr(shop.gateway, "get_payment", ask)

    assert look_at_payment(shop.desk, deposit.deposit_id).answered == "seen"


@pytest.mark.parametrize(("error", "answered"), [(LookupError, "unknown_there"), (TimeoutError, "silent")])
def test_a_gateway_that_fails_is_an_answer(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, error: type[Exception], answered: str
) -> None:
    deposit = shop.deposit("50.00")

    def fail(_ref: str) -> None:
        raise error

    monkeypatch.setattr(shop.gateway, "get_payment", fail)

    seen = look_at_payment(shop.desk, deposit.deposit_id)

    assert (seen.answered, seen.facts, seen.refunds) == (answered, None, ())


def test_a_payment_is_shown_without_refunds_that_cannot_be_listed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    deposit = shop.deposit("50.00")

    def fail(_payment: str) -> None:
        raise TimeoutError

    monkeypatch.setattr(shop.gateway, "find_refunds", fail)
    assert look_at_payment(shop.desk, deposit.deposit_id).answered == "seen"
    monkeypatch.setattr(shop.gateway, "_capabilities", Capabilities(lookup="none"))
    assert look_at_payment(shop.desk, deposit.deposit_id).complete is False


def test_a_gateway_that_is_gone_and_a_deposit_that_never_was(shop: Shop) -> None:
    deposit = shop.deposit("50.00")

    assert look_at_payment(replace(shop.desk, gateways={}), deposit.deposit_id).answered == "no_gateway"
    with pytest.raises(Refused, match="not_found"):
        look_at_payment(shop.desk, "dep_nothing")
