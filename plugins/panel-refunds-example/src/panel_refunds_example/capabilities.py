"""What AcmePay can do, by the way in which the customer paid. The core believes this page, so be careful with it.

The dangerous promises are ``destination`` (does the money surely go back to the very account it came from?) and
``dedupe`` with its lifetime (does the vendor surely know a repeated key, and for how long?). When in doubt, promise
less: then a person sends, and nothing is lost but time.
"""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.ports import Capabilities

GOES_BACK = frozenset({"card", "wallet"})
"""Ways of paying whose refunds AcmePay returns to the account that paid. For all others the customer is asked."""


def capabilities_of(method: str, *, live: bool) -> Capabilities:
    """What can be done with payments of this method."""
    return Capabilities(
        refund="native",
        destination="original_guaranteed" if method in GOES_BACK else "gateway_decides",
        partial=True,
        dedupe="key",
        dedupe_lifetime=timedelta(hours=24),
        lookup="by_attempt",
        longest_processing=timedelta(days=10),
        late_failure=True,
        fee="reported",
        fee_lag=timedelta(hours=1),
        verifies=True,
        refund_window=timedelta(days=180),
        webhooks=True,
        webhook_events=("refund.updated", "payment.updated", "dispute.updated"),
        webhook_auth="secrets",
        fingerprints=True,
        disputes=True,
        change_feed=True,
        sandbox=not live,
    )
