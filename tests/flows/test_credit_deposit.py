"""A payment is credited once, however often it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.desk import Once, Replayed
from panel_refunds.money import Money

TOLD = PaymentTaken("c1", "manual", "pay_x", usd("50.00"), fee=usd("1.75"))


def test_the_same_payment_told_twice_is_one_deposit(shop: Shop) -> None:
    first = credit_deposit(shop.desk, TOLD)

    assert credit_deposit(shop.desk, TOLD) == first
    assert shop.figures()[0] == "50.00 USD"


@pytest.mark.parametrize("change", [{"amount": usd("51.00")}, {"customer_id": "c2"}])
def test_the_same_payment_with_other_figures_is_refused(shop: Shop, change: dict[str, object]) -> None:
    credit_deposit(shop.desk, TOLD)
    with pytest.raises(Refused) as refused:
        credit_deposit(shop.desk, replace(TOLD, **change))

    assert refused.value.code == "already_exists"
    assert shop.figures()[0] == "50.00 USD"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"amount": usd("0")}, "amount_invalid"),
        ({"amount": usd("-1")}, "amount_invalid"),
        ({"amount": usd("1.001")}, "amount_invalid"),
        ({"fee": usd("50.01")}, "amount_invalid"),
        ({"fee": usd("1.755")}, "amount_invalid"),
        ({"fee": Money.of("1", "EUR")}, "currency_mismatch"),
        ({"gateway": "nobody"}, "not_found"),
    ],
)
def test_what_cannot_be_a_payment_is_refused_and_leaves_nothing(
    shop: Shop, change: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        credit_deposit(shop.desk, replace(TOLD, **change))

    assert refused.value.code == code
    assert shop.figures()[0] == "0.00 USD"


def test_a_policy_version_that_was_used_cannot_be_edited(shop: Shop) -> None:
    credit_deposit(shop.desk, TOLD)
    version = shop.tenant.policies["default"][0]
    edited = replace(shop.tenant, policies={"default": (replace(version, digest="another"),)})
    with pytest.raises(Refused, match="was changed after it was used"):
        credit_deposit(replace(shop.desk, tenant=edited), replace(TOLD, payment="pay_y"))


def test_a_key_makes_a_write_happen_once_and_never_stands_for_another(shop: Shop) -> None:
    desk = shop.desk.with_once(Once("deposits", "key-1", "hash-1"))
    made = credit_deposit(desk, TOLD)
    with pytest.raises(Replayed) as replayed:
        credit_deposit(desk, replace(TOLD, payment="pay_z"))
    assert replayed.value.subject == made.deposit_id

    with pytest.raises(Refused) as refused:
        credit_deposit(shop.desk.with_once(Once("deposits", "key-1", "hash-2")), replace(TOLD, payment="pay_z"))
    assert refused.value.code == "idempotency_key_reused"
    assert shop.figures()[0] == "50.00 USD"


def test_money_of_two_currencies_lies_in_two_wallets(shop: Shop) -> None:
    credit_deposit(shop.desk, TOLD)
    credit_deposit(shop.desk, replace(TOLD, payment="pay_e", amount=Money.of("7", "EUR"), fee=None))

    with shop.desk.read() as books:
        assert len(books.wallets_of("c1")) == 2
    assert shop.figures()[0] == "50.00 USD"


def test_a_fee_that_is_told_with_the_payment_again_is_noted_and_another_is_refused(shop: Shop) -> None:
    credit_deposit(shop.desk, replace(TOLD, fee=None))
    told_later = credit_deposit(shop.desk, replace(TOLD, fee=usd("1.75")))
    with pytest.raises(Refused) as refused:
        credit_deposit(shop.desk, replace(TOLD, fee=usd("1.76")))

    assert told_later.fee == usd("1.75").units
    assert refused.value.code == "fee_known_already"
    assert credit_deposit(shop.desk, replace(TOLD, fee=None)).fee == usd("1.75").units
    assert shop.figures()[0] == "50.00 USD"
