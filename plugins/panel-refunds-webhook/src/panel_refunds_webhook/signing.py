"""The three headers of Standard Webhooks: id, time of this try, and a signature for every secret in use.

While a secret is changed both sign, and the receiver is content with either. The time is that of the try, not of the
message: a receiver refuses what is older than a few minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from standardwebhooks import Webhook


def sign(secrets: Sequence[str], key: str, at: datetime, body: str) -> dict[str, str]:
    """The headers for ``body``, sent ``at`` (aware) under the idempotency key ``key``."""
    # The library reads the clock's face and takes it for UTC.
    moment = at.astimezone(UTC).replace(microsecond=0)
    signatures = [Webhook(secret).sign(key, moment, body) for secret in secrets]
    return {
        "webhook-id": key,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
