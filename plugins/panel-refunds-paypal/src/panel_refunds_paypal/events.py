"""PayPal's events, from a webhook or from the list of them: which object may have changed. Nothing else is taken."""

from __future__ import annotations

from panel_refunds.ports import GatewayEvent
from panel_refunds.ports.said import Said
from panel_refunds_paypal.links import find_above
from panel_refunds_paypal.reading import CAPTURES, disputed_payments


def find_event(said: Said) -> GatewayEvent | None:
    """The hint in an event; None where the event is about something else."""
    word = said.text("event_type")
    event_id, at = said.text("id"), said.find_moment("create_time")
    if word.startswith("CUSTOMER.DISPUTE."):
        about = said.inside("resource")
        return GatewayEvent(event_id, "dispute", about.text("dispute_id"), disputed_payments(about), word, at)
    if word == "PAYMENT.CAPTURE.REFUNDED" or word.startswith("PAYMENT.REFUND."):
        about = said.inside("resource")
        payment = find_above(about, CAPTURES)
        return GatewayEvent(event_id, "refund", about.text("id"), (payment,) if payment else (), word, at)
    if word.startswith("PAYMENT.CAPTURE."):
        about = said.inside("resource")
        payment = find_above(about, CAPTURES) or about.text("id")  # a reversal is an object of its own
        return GatewayEvent(event_id, "payment", payment, (payment,), word, at)
    return None
