"""A card payment is looked at where it was taken, before a balance is credited."""

from __future__ import annotations

import pytest
from tests.flows.card_shop import CardShop
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.credit_deposit import PaymentTaken
from panel_refunds.flows.verify_payment import verify_and_credit


def told(payment: str | None, amount: str = "50.00", customer: str = "c1") -> PaymentTaken:
    return PaymentTaken(customer, "card", payment or "", usd(amount))


def test_a_payment_is_credited_as_the_gateway_has_it(card_shop: CardShop) -> None:
    deposit, paid = card_shop.credited(5000, fee=175, fingerprint="fp_1", brand="visa", last4="4242")

    assert (deposit.payment, deposit.fee, deposit.fingerprint) == (paid.charge, usd("1.75").units, "fp_1")
    assert deposit.display == "Visa •••• 4242"
    assert card_shop.figures()[0] == "50.00 USD"


def test_all_names_of_a_payment_are_one_deposit(card_shop: CardShop) -> None:
    deposit, paid = card_shop.credited()

    assert verify_and_credit(card_shop.desk, told(paid.charge)) == deposit
    assert verify_and_credit(card_shop.desk, told(paid.payment_intent)) == deposit
    with pytest.raises(Refused) as refused:
        verify_and_credit(card_shop.desk, told(paid.charge, customer="c2"))
    assert refused.value.code == "already_exists"
    assert card_shop.figures()[0] == "50.00 USD"


def test_what_the_gateway_has_otherwise_is_not_credited(card_shop: CardShop) -> None:
    paid, open_yet, back = card_shop.paid(), card_shop.paid(captured=False), card_shop.paid()
    card_shop.stripe.refund_in_dashboard(back.charge)
    tries = {
        "payment_unknown": told("ch_nobody_has_this"),
        "payment_differs": told(paid.charge, "500.00"),
        "payment_not_captured": told(open_yet.charge),
        "payment_given_back": told(back.charge),
    }
    for code, payment in tries.items():
        with pytest.raises(Refused) as refused:
            verify_and_credit(card_shop.desk, payment)
        assert refused.value.code == code

    assert card_shop.figures()[0] == "0.00 USD"


def test_nothing_is_credited_while_the_gateway_cannot_be_asked(card_shop: CardShop) -> None:
    paid = card_shop.paid()
    card_shop.stripe.faults.script("error_503", on="GET /v1/charges")
    card_shop.stripe.faults.script("error_503", on="GET /v1/payment_intents")
    card_shop.stripe.revoke_key(card_shop.stripe.secret_key)

    with pytest.raises(Refused) as refused:
        verify_and_credit(card_shop.desk, told(paid.charge))

    assert refused.value.code == "gateway_silent"
    assert card_shop.figures()[0] == "0.00 USD"


def test_of_a_gateway_that_cannot_tell_the_panel_s_word_is_taken(shop: Shop) -> None:
    deposit = verify_and_credit(shop.desk, PaymentTaken("c1", "manual", "wire 7", usd("20.00")))

    assert deposit.payment == "wire 7"
    assert shop.figures()[0] == "20.00 USD"
