"""What Razorpay can do, by the way in which the customer paid.

A normal refund returns to the source of the payment for the ways named here. For others (bank transfers to a virtual
account, cash on delivery, pay later) that is not certain, and an operator decides. How long an idempotency key is
remembered is not documented, so it is trusted for two hours only; later the look-up decides, by the attempt in the
refund's notes.
"""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.ports import Capabilities

GOES_BACK = frozenset({"card", "netbanking", "upi", "wallet"})
CURRENCIES = ("AED", "AUD", "CAD", "CHF", "EUR", "GBP", "HKD", "INR", "MYR", "NZD", "SGD", "USD")
"""Those with two digits. Razorpay has rules of its own for currencies with none or three; they are paid by hand."""
EVENTS = (
    *("payment.captured", "refund.created", "refund.processed", "refund.failed", "refund.speed_changed"),
    *("payment.dispute.created", "payment.dispute.won", "payment.dispute.lost", "payment.dispute.closed"),
    *("payment.dispute.under_review", "payment.dispute.action_required"),
)


def capabilities_of(method: str, *, live: bool) -> Capabilities:
    """What can be done with payments of this method (``card``, ``upi``, …)."""
    return Capabilities(
        destination="original_guaranteed" if method in GOES_BACK else "gateway_decides",
        dedupe="key",
        dedupe_lifetime=timedelta(hours=2),
        lookup="by_attempt",
        lookup_lag=timedelta(minutes=1),
        longest_processing=timedelta(days=15),
        answers="async",
        late_failure=True,
        fee="reported",
        fee_lag=timedelta(hours=1),
        verifies=True,
        refund_window=timedelta(days=180),
        webhooks=True,
        webhook_events=tuple(sorted(EVENTS)),
        webhook_auth="secrets",
        fingerprints=method == "upi",
        currencies=CURRENCIES,
        disputes=True,
        sandbox=not live,
    )
