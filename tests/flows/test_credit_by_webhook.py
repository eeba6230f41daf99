"""A payment that names its customer is credited when the gateway tells of it, once, whoever tells first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.flows.card_shop import CardShop
from tests.flows.shop import usd

from panel_refunds.flows.credit_by_webhook import Told, credit_by_webhook
from panel_refunds.flows.credit_deposit import PaymentTaken
from panel_refunds.flows.verify_payment import verify_and_credit
from panel_refunds.store import Action

NAMED = {"panel_customer": "c1"}


@pytest.fixture
def open_shop(card_shop: CardShop) -> CardShop:
    """A shop whose file says ``credit_by_webhook``."""
    card_shop.desk = replace(card_shop.desk, customer_keys={"card": "panel_customer"})
    return card_shop


def left_alone(shop: CardShop, payment: str) -> list[Action]:
    with shop.desk.read() as books:
        assert books.find_deposit_by_payment("card", payment) is None
        return books.actions_of(payment)


@pytest.mark.parametrize("panel_tells", ["never", "before", "after"])
def test_it_is_credited_once_whoever_tells_first(open_shop: CardShop, panel_tells: str) -> None:
    paid = open_shop.paid(5000, metadata=NAMED, fee=175)
    told = PaymentTaken("c1", "card", paid.payment_intent or "", usd("50.00"))
    if panel_tells == "before":
        verify_and_credit(open_shop.desk, told)
    open_shop.hear()
    if panel_tells == "after":
        verify_and_credit(open_shop.desk, told)

    with open_shop.desk.read() as books:
        [deposit] = books.list_deposits(customer_id="c1", limit=9)
    assert (deposit.payment, deposit.fee) == (paid.charge, usd("1.75").units)
    assert open_shop.figures()[0] == "50.00 USD"


def test_where_the_file_does_not_say_so_nothing_is_credited(card_shop: CardShop) -> None:
    paid = card_shop.paid(metadata=NAMED)
    card_shop.hear()

    assert left_alone(card_shop, paid.charge) == []


def test_a_payment_that_names_nobody_is_left_alone(open_shop: CardShop) -> None:
    paid = open_shop.paid(metadata={"customer": "c1"})
    open_shop.hear()

    assert left_alone(open_shop, paid.charge) == []


def test_the_key_that_names_the_customer_is_the_tenants_choice(open_shop: CardShop) -> None:
    open_shop.desk = replace(open_shop.desk, customer_keys={"card": "user_id"})
    open_shop.paid(metadata={"user_id": "c7"})
    open_shop.hear()

    assert open_shop.figures("c7")[0] == "50.00 USD"


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"currency": "eur"}, "currency_mismatch"),
        ({"metadata": {"panel_customer": "c 1"}}, "field_invalid"),
        ({"metadata": {**NAMED, "panel_site": "blog.smmpanelus.com"}}, "site_excluded"),
        ({"metadata": {**NAMED, "panel_site": "another.example"}}, "not_found"),
    ],
)
def test_what_cannot_be_credited_is_told_to_finance_once(
    open_shop: CardShop, how: dict[str, object], code: str
) -> None:
    paid = open_shop.paid(5000, **{"metadata": NAMED, **how})
    open_shop.hear()

    assert [each.action for each in left_alone(open_shop, paid.charge)] == [f"not_credited_{code}"]
    assert open_shop.figures()[0] == "0.00 USD"


def test_what_went_back_in_part_waits_for_a_person(open_shop: CardShop) -> None:
    paid = open_shop.paid(metadata=NAMED)
    open_shop.stripe.refund_in_dashboard(paid.charge, 2000)
    open_shop.hear()

    assert [each.action for each in left_alone(open_shop, paid.charge)] == ["not_credited_payment_given_back"]


def test_a_payment_of_another_account_is_not_credited(open_shop: CardShop) -> None:
    open_shop.stripe.add_account("acct_somebody_else")
    other = open_shop.stripe.add_charge(5000, metadata=NAMED, account="acct_somebody_else")

    assert credit_by_webhook(open_shop.desk, Told("card", other.charge)) is None
    assert [each.action for each in left_alone(open_shop, other.charge)] == ["not_credited_payment_unknown"]


def test_a_dispute_that_came_before_the_credit_freezes_it(open_shop: CardShop) -> None:
    paid = open_shop.paid(metadata=NAMED)
    open_shop.stripe.open_dispute(paid.charge)
    told = {message.kind: message for message in open_shop.stripe.webhooks.pull(at=open_shop.at)}
    open_shop.hear_one(told["charge.dispute.created"])
    open_shop.hear_one(told["charge.succeeded"])

    with open_shop.desk.read() as books:
        deposit = books.find_deposit_by_payment("card", paid.charge)
    assert deposit is not None
    assert deposit.dispute == "open"
    assert open_shop.figures() == ("0.00 USD", "0.00 USD", "50.00 USD")


def test_a_payment_is_credited_when_it_is_captured_and_not_before(open_shop: CardShop) -> None:
    paid = open_shop.paid(metadata=NAMED, captured=False)
    open_shop.hear()

    assert left_alone(open_shop, paid.charge) == []
