"""What PayPal can do, by the way in which the customer paid.

Payments from a PayPal or Venmo account and by card return there. What was paid by other means through PayPal (bank
transfers of one country, vouchers, pay later) may come back otherwise, and an operator decides. PayPal keeps the id of
a request for 45 days; it is trusted for 40.
"""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.ports import Capabilities

GOES_BACK = ("paypal", "card", "venmo")
CURRENCIES = (
    *("AUD", "BRL", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "JPY", "MXN", "MYR", "NOK"),
    *("NZD", "PHP", "PLN", "SEK", "SGD", "THB", "TWD", "USD"),
)
EVENTS = (
    *("CUSTOMER.DISPUTE.CREATED", "CUSTOMER.DISPUTE.RESOLVED", "CUSTOMER.DISPUTE.UPDATED"),
    *("PAYMENT.CAPTURE.COMPLETED", "PAYMENT.CAPTURE.DECLINED", "PAYMENT.CAPTURE.PENDING"),
    *("PAYMENT.CAPTURE.REFUNDED", "PAYMENT.CAPTURE.REVERSED"),
)


def capabilities_of(method: str, *, live: bool) -> Capabilities:
    """What can be done with payments of this method (``paypal``, ``card``, …)."""
    return Capabilities(
        destination="original_guaranteed" if method in GOES_BACK else "gateway_decides",
        dedupe="key",
        dedupe_lifetime=timedelta(days=40),
        lookup="by_attempt",
        lookup_lag=timedelta(minutes=5),
        longest_processing=timedelta(days=30),
        answers="sync",
        late_failure=True,
        fee="reported",
        fee_lag=timedelta(hours=1),
        verifies=True,
        refund_window=timedelta(days=180),
        webhooks=True,
        webhook_events=EVENTS,
        webhook_auth="certificate",
        fingerprints=method == "paypal",
        currencies=CURRENCIES,
        disputes=True,
        change_feed=True,
        sandbox=not live,
    )
