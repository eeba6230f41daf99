"""What can be done here: look, and nothing else.

The vendor has an endpoint that refunds an invoice. It wants an address, takes no key, and answers with nothing: no id,
no amount. An order that was cut off could be sent twice, and nobody could tell which of two ran. So it is never
called, and a refund is an operator's task. What somebody refunded at the vendor is seen on the invoice: there is one
refund of an invoice, and at Cryptomus it is all of it.
"""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.ports import Capabilities

EVENTS = ("paid", "paid_over", "refund_fail", "refund_paid", "refund_process")
"""The statuses that are of interest; every invoice tells all of its own to the address in ``url_callback``."""


def capabilities_of(*, live: bool) -> Capabilities:
    """The same for every coin and network."""
    return Capabilities(
        refund="payout",
        destination="caller_supplied",
        partial=False,
        max_refunds=1,
        dedupe="none",
        dedupe_lifetime=None,
        lookup="by_payment",
        longest_processing=timedelta(days=3),
        answers="async",
        late_failure=True,
        fee="reported",
        fee_lag=timedelta(0),
        verifies=True,
        webhooks=True,
        webhook_events=EVENTS,
        webhook_auth="one_secret",
        fingerprints=True,
        sandbox=not live,
    )
