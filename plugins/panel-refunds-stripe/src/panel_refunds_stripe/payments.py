"""Payments: what was paid, what is left of it, what it cost, and whether a bank asks for it back.

The panel may know a payment by its payment intent (``pi_…``) or by its charge (``ch_…``); the facts are always those of
the charge, because that is what is refunded and disputed, and both names go along. A payment intent without a charge,
or whose charge is not paid, is a payment that was not captured: nothing of it may be credited.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import stripe

from panel_refunds.money import Money
from panel_refunds.ports import DisputeState, PaymentFacts
from panel_refunds_stripe.amounts import converted_fee
from panel_refunds_stripe.answer import Answer, UnreadableError
from panel_refunds_stripe.asking import asked, check_mode
from panel_refunds_stripe.disputes import list_disputes, state_of_all
from panel_refunds_stripe.payer import display_of, fingerprint_of, method_of
from panel_refunds_stripe.refs import payment_param

_MOST_NOTES = 50


def get_payment(client: stripe.StripeClient, ref: str, *, live: bool) -> PaymentFacts:
    """The payment that ``ref`` names; LookupError when Stripe has none of that name in this account."""
    if "payment_intent" in payment_param(ref):
        intent = asked(
            lambda: client.v1.payment_intents.retrieve(ref, {"expand": ["latest_charge.balance_transaction"]}),
            "payment_intent",
        )
        check_mode(intent, live=live)
        if intent.find_inside("latest_charge") is None:
            return _about(ref, _unpaid(intent, live=live))
        charge = Answer.of(intent.raw("latest_charge"), "charge")
    else:
        charge = asked(lambda: client.v1.charges.retrieve(ref, {"expand": ["balance_transaction"]}), "charge")
    check_mode(charge, live=live)
    dispute: DisputeState = "none"
    if charge.flag("disputed"):
        dispute = state_of_all(list_disputes(client, charge.text("id"), live=live))
    return _about(ref, facts_of(charge, dispute=dispute, live=live))


def facts_of(charge: Answer, *, dispute: DisputeState, live: bool) -> PaymentFacts:
    """A charge, with its balance transaction inside, as facts."""
    captured = charge.flag("captured") and charge.flag("paid") and charge.text("status") == "succeeded"
    amount = charge.money("amount_captured" if captured else "amount")
    names = (charge.text("id"), charge.find_ref("payment_intent"))
    return PaymentFacts(
        ref=charge.text("id"),
        amount=amount,
        captured=captured,
        refunded=charge.money("amount_refunded"),
        dispute=dispute,
        fee=_fee(charge, amount) if captured else None,
        fingerprint=fingerprint_of(charge),
        display=display_of(charge),
        refs=tuple(name for name in names if name),
        method=method_of(charge),
        live=live,
        paid_at=charge.find_moment("created") if captured else None,
        notes=_notes(charge),
        risk=_risk(charge),
    )


def _unpaid(intent: Answer, *, live: bool) -> PaymentFacts:
    amount = intent.money("amount")
    return PaymentFacts(
        ref=intent.text("id"),
        amount=amount,
        captured=False,
        refunded=Money(0, amount.currency),
        refs=(intent.text("id"),),
        live=live,
        notes=_notes(intent),
    )


def _about(ref: str, facts: PaymentFacts) -> PaymentFacts:
    if ref not in facts.refs:
        raise UnreadableError("the answer is about another payment")
    return facts


def _fee(charge: Answer, amount: Money) -> Money | None:
    """What Stripe took for this payment, in the payment's currency; None while it does not know, or cannot be told.

    It is everything that Stripe kept of it, and is not given back on a refund. Stripe counts it in the currency of the
    account's balance, which may be another one.
    """
    taken = charge.find_inside("balance_transaction")
    if taken is None:
        return None
    return converted_fee(taken.money("fee"), taken.money("amount"), amount, taken.raw("exchange_rate"))


def _notes(answer: Answer) -> Mapping[str, str]:
    """What the panel wrote on the payment: its ``metadata``."""
    return MappingProxyType(dict(sorted(answer.find_texts("metadata").items())[:_MOST_NOTES]))


def _risk(charge: Answer) -> Mapping[str, str]:
    """What Stripe thinks of the payment, for the fraud checks; only what it does say."""
    outcome, reports = charge.find_inside("outcome"), charge.find_inside("fraud_details")
    details = charge.find_inside("payment_method_details")
    card = details.find_inside("card") if details else None
    score = outcome.raw("risk_score") if outcome else None
    said = {
        "risk_level": outcome.find_text("risk_level") if outcome else None,
        "risk_score": str(score) if type(score) is int else None,
        "gateway_report": reports.find_text("stripe_report") if reports else None,
        "owner_report": reports.find_text("user_report") if reports else None,
        "card_country": card.find_text("country") if card else None,
        "card_funding": card.find_text("funding") if card else None,
    }
    return MappingProxyType({name: value for name, value in said.items() if value})
