"""What Stripe can do, by the way in which the customer paid.

Only where Stripe gives the money back to the very account it came from does the core send by itself. For some ways of
paying (bank transfers, cash vouchers) Stripe mails the customer and asks where to send the money; that is not the same
account, so an operator decides. A way that is not known here is treated like those.
"""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.ports import Capabilities
from panel_refunds_stripe.events import KINDS

GOES_BACK = frozenset(
    {
        *("card", "card_present", "link", "apple_pay", "google_pay", "samsung_pay"),
        *("acss_debit", "au_becs_debit", "bacs_debit", "sepa_debit", "us_bank_account"),
        *("alipay", "amazon_pay", "cashapp", "klarna", "paypal", "revolut_pay", "wechat_pay"),
        *("bancontact", "ideal"),
    }
)
_AT_ONCE = frozenset({"card", "card_present", "link", "apple_pay", "google_pay", "samsung_pay"})


def capabilities_of(method: str, *, live: bool) -> Capabilities:
    """What can be done with payments of this method (``card``, ``sepa_debit``, …)."""
    return Capabilities(
        destination="original_guaranteed" if method in GOES_BACK else "gateway_decides",
        dedupe="key",
        dedupe_lifetime=timedelta(hours=24),
        lookup="by_attempt",
        longest_processing=timedelta(days=30),
        answers="sync" if method in _AT_ONCE else "async",
        late_failure=True,
        fee="reported",
        fee_lag=timedelta(hours=1),
        verifies=True,
        webhooks=True,
        webhook_events=tuple(sorted(KINDS)),
        webhook_auth="secrets",
        fingerprints=True,
        disputes=True,
        early_warnings=True,
        change_feed=True,
        knows_float=True,
        sandbox=not live,
    )
