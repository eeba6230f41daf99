"""What PhonePe can do, by the way in which the customer paid.

A refund returns to the source of the payment for the ways named here; for any other nobody promises that, and an
operator decides. The merchant's name for a refund is good for ever, so an attempt may always be sent again under its
own. The processing fee is nowhere in the API: somebody has to tell it.
"""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.ports import Capabilities

METHODS = {
    "UPI_INTENT": "upi",
    "UPI_COLLECT": "upi",
    "UPI_QR": "upi",
    "CARD": "card",
    "TOKEN": "card",
    "NET_BANKING": "netbanking",
}
"""PhonePe's ``paymentMode`` in our words; a payment of another mode keeps PhonePe's word, in lower case."""
GOES_BACK = frozenset(METHODS.values())
CURRENCIES = ("INR",)
EVENTS = (
    *("checkout.order.completed", "checkout.order.failed"),
    *("pg.refund.accepted", "pg.refund.completed", "pg.refund.failed"),
)


def capabilities_of(method: str, *, live: bool, webhooks: bool) -> Capabilities:
    """What can be done with payments of this method (``card``, ``upi``, …)."""
    return Capabilities(
        destination="original_guaranteed" if method in GOES_BACK else "gateway_decides",
        dedupe="client_ref",
        dedupe_lifetime=None,
        lookup="by_name",
        lookup_lag=timedelta(minutes=1),
        longest_processing=timedelta(days=30),
        answers="async",
        late_failure=True,
        fee="told",
        verifies=True,
        webhooks=webhooks,
        webhook_events=EVENTS if webhooks else (),
        webhook_auth="password" if webhooks else "none",
        currencies=CURRENCIES,
        sandbox=not live,
    )
