"""What a gateway cannot do with this payment, so that a person does it: known before anything is sent.

A vendor that refunds whole payments only, or not after half a year, would refuse; the customer would read of a failure
and the money would be back on the balance. Its capabilities say so beforehand, and the refund becomes a task instead.
"""

from __future__ import annotations

from datetime import datetime

from panel_refunds.money import Money
from panel_refunds.ports import Capabilities, PaymentFacts

BY_HAND = "Send it by hand, then record it."


def find_limit(can: Capabilities, facts: PaymentFacts, net: Money, *, made: int, at: datetime) -> str | None:
    """The sentence for the operator who has to send ``net`` by hand, or None where the gateway can.

    ``made`` is how many refunds of the payment there are already.
    """
    if can.currencies is not None and net.currency not in can.currencies:
        return f"This gateway sends no {net.currency}. {BY_HAND}"
    if not can.partial and net != facts.amount:
        return f"This gateway refunds only whole payments, and {net} of {facts.amount} goes back. {BY_HAND}"
    if can.max_refunds is not None and made >= can.max_refunds:
        return f"This gateway refunds a payment {can.max_refunds} times at most, and that was done. {BY_HAND}"
    least = can.min_refund
    if least is not None and least.currency == net.currency and net < least:
        return f"This gateway sends {least} at least, and {net} goes back. {BY_HAND}"
    window = can.refund_window
    if window is not None and facts.paid_at is not None and at - facts.paid_at > window:
        return f"This gateway refunds {window.days} days long, and the payment is older. {BY_HAND}"
    return None
