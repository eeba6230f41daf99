"""Who paid with what, in the two forms the product needs: a mark to recognise the account, and a text to show.

The mark (Stripe's ``fingerprint``) is the same for the same card whoever pays with it, and tells nothing about it. The
text is what a customer finds on the card: "Visa •••• 4242". Names, e-mail addresses and whole numbers are never read.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from panel_refunds_stripe.answer import Answer

_BRANDS: Mapping[str, str] = MappingProxyType(
    {
        "amex": "American Express",
        "cartes_bancaires": "Cartes Bancaires",
        "diners": "Diners Club",
        "discover": "Discover",
        "eftpos_au": "eftpos",
        "jcb": "JCB",
        "mastercard": "Mastercard",
        "unionpay": "UnionPay",
        "visa": "Visa",
    }
)
_METHODS: Mapping[str, str] = MappingProxyType(
    {
        "acss_debit": "Bank account",
        "au_becs_debit": "Bank account",
        "bacs_debit": "Bank account",
        "ideal": "iDEAL",
        "paypal": "PayPal",
        "sepa_debit": "Bank account",
        "us_bank_account": "Bank account",
        "wechat_pay": "WeChat Pay",
    }
)
_CARDS = ("card", "card_present")
_DIGITS = 4


def method_of(charge: Answer) -> str | None:
    """How the customer paid, in Stripe's word: ``card``, ``sepa_debit``, …"""
    details = charge.find_inside("payment_method_details")
    return details.find_text("type") if details else None


def fingerprint_of(charge: Answer) -> str | None:
    """The mark of the payment account, None where Stripe gives none."""
    means = _means(charge)
    return means.find_text("fingerprint") if means else None


def display_of(charge: Answer) -> str | None:
    """``Visa •••• 4242``; for accounts without digits their kind alone; None where nothing is known."""
    method = method_of(charge)
    if method is None:
        return None
    means = _means(charge)
    name = _METHODS.get(method, method.replace("_", " ").capitalize())
    if method in _CARDS:
        brand = (means.find_text("brand") if means else None) or ""
        name = _BRANDS.get(brand, "Card")
    last = means.find_text("last4") if means else None
    return f"{name} •••• {last}" if last and len(last) == _DIGITS and last.isalnum() else name


def _means(charge: Answer) -> Answer | None:
    details = charge.find_inside("payment_method_details")
    method = details.find_text("type") if details else None
    return details.find_inside(method) if details and method else None
