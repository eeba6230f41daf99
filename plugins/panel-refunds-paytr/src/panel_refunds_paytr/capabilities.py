"""What PayTR can do, by the way in which the customer paid.

A card payment goes back to the card. A transfer is paid back to an account that somebody has to name, and stays an
operator's. Nothing recognises a request that comes again, so the core sends a second time only under a new attempt, a
week after the first, when the order still shows none of it.
"""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.ports import Capabilities

METHODS = {"KART": "card", "EFT": "eft"}
GOES_BACK = frozenset({"card"})
CURRENCIES = ("EUR", "GBP", "RUB", "TRY", "USD")


def capabilities_of(method: str, *, live: bool) -> Capabilities:
    """What can be done with payments of this method (``card`` or ``eft``)."""
    return Capabilities(
        destination="original_guaranteed" if method in GOES_BACK else "gateway_decides",
        dedupe="none",
        dedupe_lifetime=None,
        lookup="by_attempt",
        lookup_lag=timedelta(minutes=10),
        longest_processing=timedelta(days=7),
        answers="async",
        late_failure=False,
        fee="reported",
        fee_lag=timedelta(hours=1),
        verifies=True,
        refund_window=timedelta(days=365),
        currencies=CURRENCIES,
        sandbox=not live,
    )
