"""Why an order waits for a person, in words. Nothing moves until somebody decides."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WHY: Mapping[str, str] = MappingProxyType(
    {
        "unknown_word": "The provider used a status word nobody has mapped.",
        "completed_with_remains": "The provider says completed, and that something remains.",
        "partial_nothing_remains": "The provider says partial, and that nothing remains.",
        "partial_unreadable": "The provider says partial, but not how much remains.",
        "undelivered_unclear": "Nobody can tell from the provider's answer how much of the order was delivered.",
        "after_completed": "The provider took back its word that the order was completed.",
        "after_canceled": "The provider goes on with an order it had cancelled.",
        "status_asks": "The policy leaves this status to a person.",
        "reason_asks": "The policy leaves this reason to a person.",
        "placement_unknown": "Nobody knows whether the provider took the order.",
        "order_lost": "The provider has not spoken of the order for a long time.",
    }
)
