"""Currencies without a smaller unit, with three digits, and the two that pretend."""

import pytest

from panel_refunds.testing.fake_stripe.currencies import shown


@pytest.mark.parametrize(
    ("currency", "amount", "fits"),
    [("jpy", 1, True), ("kwd", 1230, True), ("kwd", 1235, False), ("isk", 500, True), ("isk", 501, False)],
)
def test_a_refund_ends_in_digits_its_currency_has(fake, api, refused, currency, amount, fits):
    charge, _ = fake.add_charge(500_000, currency)

    if fits:
        assert api.refunds.create({"charge": charge, "amount": amount}).amount == amount
    else:
        assert refused(api.refunds.create, {"charge": charge, "amount": amount}).param == "amount"
    assert fake.paid_back(charge) == (amount if fits else 0)


def test_yen_are_whole(fake, api):
    charge, _ = fake.add_charge(5000, "JPY")

    assert (api.charges.retrieve(charge).amount, api.charges.retrieve(charge).currency) == (5000, "jpy")


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [(123456, "usd", "$1,234.56"), (500, "jpy", "¥500"), (1230, "kwd", "1.230 kwd"), (5, "pln", "0.05 pln")],
)
def test_amounts_in_messages_have_the_digits_of_their_currency(amount, currency, text):
    assert shown(amount, currency) == text
