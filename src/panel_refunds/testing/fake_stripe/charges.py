"""Payments as they stand at Stripe: a payment intent, and the charge that came out of it.

A charge's fee may come late: until then it has no balance transaction, as with Stripe's asynchronous capture, and
``charge.updated`` tells when it has one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from panel_refunds.testing.fake_stripe.books import Books, Json
from panel_refunds.testing.fake_stripe.settlement import add_transaction, settle_as, settled, usual_fee

RISK_SCORES = {"normal": 12, "elevated": 68, "highest": 92}


class Paid(NamedTuple):
    """The ids of a payment: ``ch_…`` and ``pi_…``."""

    charge: str
    payment_intent: str


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays with what. The fingerprint of a card follows from its brand and digits unless it is given."""

    brand: str = "visa"
    last4: str = "4242"
    fingerprint: str | None = None
    country: str = "US"
    method: str = "card"
    risk: str = "normal"
    customer: str | None = None

    def details(self) -> Json:
        """``payment_method_details`` of a charge."""
        if self.method != "card":
            return {"type": self.method, self.method: {}}
        card = {
            "brand": self.brand,
            "country": self.country,
            "exp_month": 12,
            "exp_year": 2034,
            "fingerprint": self.fingerprint or _fingerprint(f"{self.brand} {self.last4}"),
            "funding": "credit",
            "last4": self.last4,
            "network": self.brand,
            "three_d_secure": None,
            "wallet": None,
        }
        return {"type": "card", "card": card}


def _fingerprint(card: str) -> str:
    return hashlib.sha256(card.encode()).hexdigest()[:16]


def add_intent(books: Books, amount: int, currency: str, *, metadata: Mapping[str, str], customer: str | None) -> Json:
    """A payment intent nobody has paid yet."""
    intent: Json = {
        "id": books.new_id("pi"),
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_received": 0,
        "canceled_at": None,
        "capture_method": "automatic_async",
        "client_secret": None,
        "confirmation_method": "automatic",
        "created": books.moment(),
        "currency": currency,
        "customer": customer,
        "description": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": books.livemode,
        "metadata": dict(metadata),
        "next_action": None,
        "payment_method": None,
        "payment_method_types": ["card"],
        "status": "requires_payment_method",
    }
    intent["client_secret"] = f"{intent['id']}_secret_{books.made}"
    return books.add("pi", intent)


def pay_intent(books: Books, intent: Json, payer: Payer, *, captured: bool = True, paid: bool = True) -> Json:
    """Let ``payer`` pay; the charge, ``failed`` when not ``paid``. Nothing is settled and nothing announced yet."""
    amount = intent["amount"]
    charge: Json = {
        "id": books.new_id("ch"),
        "object": "charge",
        "amount": amount,
        "amount_captured": amount if captured and paid else 0,
        "amount_refunded": 0,
        "application_fee": None,
        "balance_transaction": None,
        "billing_details": {"address": None, "email": None, "name": None, "phone": None},
        "calculated_statement_descriptor": "FAKE STRIPE",
        "captured": captured and paid,
        "created": books.moment(),
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_code": None if paid else "card_declined",
        "failure_message": None if paid else "Your card was declined.",
        "fraud_details": {},
        "livemode": books.livemode,
        "metadata": dict(intent["metadata"]),
        "outcome": {
            "network_status": "approved_by_network" if paid else "declined_by_network",
            "reason": None if paid else "generic_decline",
            "risk_level": payer.risk,
            "risk_score": RISK_SCORES.get(payer.risk),
            "seller_message": "Payment complete." if paid else "The bank did not return any further details.",
            "type": "authorized" if paid else "issuer_declined",
        },
        "paid": paid,
        "payment_intent": intent["id"],
        "payment_method": None,
        "payment_method_details": payer.details(),
        "receipt_email": None,
        "refunded": False,
        "status": "succeeded" if paid else "failed",
        "transfer_data": None,
    }
    books.add("ch", charge)
    intent["latest_charge"] = charge["id"]
    intent["status"] = "requires_payment_method" if not paid else "succeeded" if captured else "requires_capture"
    intent["amount_received"] = charge["amount_captured"]
    intent["amount_capturable"] = amount if paid and not captured else 0
    return charge


def announce_payment(books: Books, intent: Json, charge: Json) -> None:
    """Tell the world how the paying went."""
    if charge["status"] == "failed":
        books.announce("charge.failed", charge)
        books.announce("payment_intent.payment_failed", intent)
        return
    books.announce("charge.succeeded", charge)
    if charge["captured"]:
        books.announce("payment_intent.succeeded", intent)
    else:
        books.announce("payment_intent.amount_capturable_updated", intent)


def post_fee(books: Books, charge: Json, fee: int | None = None, *, quietly: bool = False) -> Json:
    """Settle a captured charge with this fee (settlement currency; None: the usual one); its transaction.

    ``charge.updated`` tells of it unless ``quietly``. ``ValueError`` when it is not captured, or settled already.
    """
    if not charge["captured"] or charge["balance_transaction"] is not None:
        raise ValueError(f"{charge['id']} is not captured, or has its balance transaction already")
    amount = charge["amount_captured"]
    taken = usual_fee(settled(books, charge, amount)[0]) if fee is None else fee
    transaction = add_transaction(books, charge, "charge", charge["id"], amount, taken)
    charge["balance_transaction"] = transaction["id"]
    if not quietly:
        books.announce("charge.updated", charge, {"balance_transaction": None})
    return transaction


def add_payment(
    books: Books,
    amount: int,
    currency: str,
    payer: Payer,
    *,
    captured: bool,
    paid: bool,
    metadata: Mapping[str, str],
    description: str | None,
    fee: int | None,
    fee_late: bool,
    settlement_currency: str | None,
    exchange_rate: str | None,
    created_at: datetime | None,
) -> Paid:
    """A payment as if somebody had made it: intent, charge and, unless the fee is late, its balance transaction."""
    intent = add_intent(books, amount, currency, metadata=metadata, customer=payer.customer)
    intent["description"] = description
    charge = pay_intent(books, intent, payer, captured=captured, paid=paid)
    settle_as(books, charge, settlement_currency, exchange_rate)
    if charge["captured"] and not fee_late:
        post_fee(books, charge, fee, quietly=True)
    if created_at is not None:
        intent["created"] = charge["created"] = int(created_at.timestamp())
    announce_payment(books, intent, charge)
    return Paid(charge["id"], intent["id"])


def charge_of(books: Books, ref: str) -> Json:
    """The charge with this id, or the latest one of the intent with this id; ``KeyError`` when there is none."""
    found = books.get(ref)
    if found["object"] == "payment_intent":
        return books.get(found["latest_charge"] or ref)
    if found["object"] != "charge":
        raise KeyError(ref)
    return found
