"""Paying over the API itself, as far as a demo needs it: payment intents with Stripe's ready-made test cards.

``pm_card_visa`` and its kin pay, ``pm_card_chargeDeclined`` is declined, and two make refunds go the long way:
``pm_card_pendingRefund`` leaves them pending, ``pm_card_refundFail`` lets them succeed until somebody lets them fail.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from panel_refunds.testing.fake_stripe.books import Books, Json
from panel_refunds.testing.fake_stripe.charges import Payer, add_intent, announce_payment, pay_intent, post_fee
from panel_refunds.testing.fake_stripe.currencies import check_currency, check_digits, check_least
from panel_refunds.testing.fake_stripe.form import read_flag, read_integer, read_metadata, read_text
from panel_refunds.testing.fake_stripe.refusal import RefusalError, bad_value, missing_parameter

CARDS = {
    "pm_card_visa": Payer("visa", "4242"),
    "pm_card_mastercard": Payer("mastercard", "4444"),
    "pm_card_amex": Payer("amex", "8431"),
    "pm_card_visa_debit": Payer("visa", "5556"),
    "pm_card_chargeDeclined": Payer("visa", "0002"),
    "pm_card_pendingRefund": Payer("visa", "7726"),
    "pm_card_refundFail": Payer("visa", "5126"),
    "pm_card_riskLevelElevated": Payer("visa", "9235", risk="elevated"),
}


def create_intent(books: Books, params: dict[str, Any]) -> Json:
    """``POST /v1/payment_intents``, with ``confirm`` paid at once."""
    amount, currency = read_integer(params, "amount"), read_text(params, "currency")
    if amount is None:
        raise missing_parameter("Missing required param: amount.", "amount")
    if currency is None:
        raise missing_parameter("Missing required param: currency.", "currency")
    currency = check_currency(currency)
    if amount < 1:
        raise bad_value("amount", "Invalid positive integer", "parameter_invalid_integer")
    check_least(amount, currency)
    check_digits(amount, currency)
    metadata, customer = read_metadata(params), read_text(params, "customer")
    intent = add_intent(books, amount, currency, metadata=metadata, customer=customer)
    intent["description"] = read_text(params, "description")
    intent["capture_method"] = read_text(params, "capture_method") or "automatic_async"
    intent["payment_method"] = read_text(params, "payment_method")
    if intent["payment_method"]:
        intent["status"] = "requires_confirmation"
    books.announce("payment_intent.created", intent)
    return confirm_intent(books, intent, {}) if read_flag(params, "confirm") else intent


def confirm_intent(books: Books, intent: Json, params: dict[str, Any]) -> Json:
    """``POST /v1/payment_intents/{id}/confirm``: the card pays, or 402."""
    if intent["status"] not in {"requires_payment_method", "requires_confirmation"}:
        raise _wrong_state(intent, "confirmed")
    card = read_text(params, "payment_method") or intent["payment_method"]
    if card is None:
        raise missing_parameter("You cannot confirm this PaymentIntent because it's missing a payment method.")
    payer = CARDS.get(card)
    if payer is None:
        raise bad_value("payment_method", f"No such PaymentMethod: '{card}'", "resource_missing")
    paid = card != "pm_card_chargeDeclined"
    intent["payment_method"] = card
    charge = pay_intent(books, intent, payer, captured=intent["capture_method"] != "manual", paid=paid)
    charge["payment_method"] = card
    if card == "pm_card_pendingRefund":
        books.conduct.refund_words[charge["id"]] = deque(["pending"] * 100)
    announce_payment(books, intent, charge)
    if not paid:
        raise RefusalError("Your card was declined.", code="card_declined", http_status=402, kind="card_error")
    if charge["captured"]:
        post_fee(books, charge)
    return intent


def capture_intent(books: Books, intent: Json, params: dict[str, Any]) -> Json:
    """``POST /v1/payment_intents/{id}/capture``: take all of what was authorised."""
    if intent["status"] != "requires_capture":
        raise _wrong_state(intent, "captured")
    if read_integer(params, "amount_to_capture") not in {None, intent["amount"]}:
        raise bad_value("amount_to_capture", "This fake captures all of what was authorised, or nothing.")
    charge = books.get(intent["latest_charge"])
    charge["captured"], charge["amount_captured"] = True, charge["amount"]
    intent["status"], intent["amount_received"], intent["amount_capturable"] = "succeeded", charge["amount"], 0
    books.announce("charge.captured", charge)
    books.announce("payment_intent.succeeded", intent)
    post_fee(books, charge)
    return intent


def _wrong_state(intent: Json, verb: str) -> RefusalError:
    return RefusalError(
        f"This PaymentIntent could not be {verb} because it has a status of {intent['status']}.",
        code="payment_intent_unexpected_state",
    )
