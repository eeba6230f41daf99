"""What the account has to pay refunds from.

Refunds are paid from the balance in the currency in which payments are settled. In a currency that the account does not
hold nothing can be told; Stripe converts then.
"""

from __future__ import annotations

import stripe

from panel_refunds.money import Money
from panel_refunds_stripe.answer import Answer, UnreadableError
from panel_refunds_stripe.asking import asked, check_mode


def available_float(client: stripe.StripeClient, currency: str, *, live: bool) -> Money | None:
    """The available balance in ``currency`` (below zero when the account owes), None when it holds none."""
    balance = asked(client.v1.balance.retrieve, "balance")
    check_mode(balance, live=live)
    for held in balance.listed("available"):
        if not isinstance(held, dict):
            raise UnreadableError("available is no list of amounts")
        part = Answer(held)
        if part.text("currency").upper() == currency:
            return part.money("amount")
    return None
