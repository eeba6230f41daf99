"""What AcmePay can do, by the way in which the customer paid. The core believes this page, so be careful with it.

The dangerous promises are ``destination`` (does the money surely go back to the very account it came from?) and
``dedupe`` with its lifetime (does the vendor surely know a repeated key, and for how long?). When in doubt, promise
less: then a person sends, and nothing is lost but time.
"""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.ports import Capabilities

# Yours: ways of paying whose refunds surely return to the account that paid.
GOES_BACK = frozenset({"card", "wallet"})
# Yours: how long the vendor surely knows a repeated key. After that, the same key would be a second refund.
KEY_LIFETIME = timedelta(hours=24)
# Yours: until when a refund that is pending has succeeded or failed.
LONGEST_PROCESSING = timedelta(days=10)
# Yours: for how long after the payment there can be refunds; None when for ever.
REFUND_WINDOW = timedelta(days=180)


def capabilities_of(method: str, *, live: bool) -> Capabilities:
    """What can be done with payments of this method."""
    return Capabilities(
        refund="native",
        destination="original_guaranteed" if method in GOES_BACK else "gateway_decides",
        partial=True,
        dedupe="key",
        dedupe_lifetime=KEY_LIFETIME,
        lookup="by_attempt",
        longest_processing=LONGEST_PROCESSING,
        late_failure=True,
        fee="reported",
        fee_lag=timedelta(hours=1),
        verifies=True,
        refund_window=REFUND_WINDOW,
        webhooks=True,
        webhook_events=("refund.updated", "payment.updated", "dispute.updated"),
        webhook_auth="secrets",
        fingerprints=True,
        disputes=True,
        change_feed=True,
        sandbox=not live,
    )
