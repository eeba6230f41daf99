"""What is shown of a payer, and what is not even read."""

import pytest

from panel_refunds_stripe.answer import Answer
from panel_refunds_stripe.payer import display_of, fingerprint_of, method_of


def charge(details):
    return Answer({"payment_method_details": details, "billing_details": {"email": "ann@example.com"}})


@pytest.mark.parametrize(
    ("details", "shown"),
    [
        ({"type": "card", "card": {"brand": "visa", "last4": "4242"}}, "Visa •••• 4242"),
        ({"type": "card", "card": {"brand": "amex", "last4": "0005"}}, "American Express •••• 0005"),
        ({"type": "card", "card": {"brand": "something", "last4": "1234"}}, "Card •••• 1234"),
        ({"type": "card", "card": {"brand": "visa", "last4": "4242424242424242"}}, "Visa"),
        ({"type": "card"}, "Card"),
        ({"type": "sepa_debit", "sepa_debit": {"last4": "3000"}}, "Bank account •••• 3000"),
        ({"type": "paypal", "paypal": {"payer_email": "ann@example.com"}}, "PayPal"),
        ({"type": "cashapp", "cashapp": {}}, "Cashapp"),
        ({}, None),
        (None, None),
    ],
)
def test_the_payer_is_shown_by_what_stands_on_the_card(details, shown):
    assert display_of(charge(details)) == shown


def test_the_fingerprint_is_that_of_the_means_of_payment():
    card = charge({"type": "card", "card": {"fingerprint": "fp_1"}})

    assert (fingerprint_of(card), method_of(card)) == ("fp_1", "card")
    assert fingerprint_of(charge({"type": "paypal", "paypal": {}})) is None
    assert fingerprint_of(charge(None)) is None
