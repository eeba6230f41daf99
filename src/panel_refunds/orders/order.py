"""An order: charged to lots, fulfilled by a provider, in a status the provider last told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

NOT_STARTED = frozenset({"pending"})
IN_PROGRESS = frozenset({"processing", "in_progress", "paused"})
FINAL = frozenset({"completed", "canceled", "refunded", "failed"})
"""Statuses after which a provider rarely says anything new; the worker asks less and less often."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the customer bought.

    ``provider`` is the tenant's word for one of its order providers, ``provider_ref`` the provider's id, None when it
    is not known; ``charge`` and ``refunded`` are units; ``status`` our word (``unknown`` for a word nobody mapped),
    ``raw_status`` the provider's own. ``review`` is a sentence when the order waits for a person. ``misses`` counts
    replies in a row that did not speak of the order. ``completed_at`` stays once it was completed.
    """

    order_id: str
    wallet_id: str
    customer_id: str
    currency: str
    provider: str
    provider_ref: str | None
    service: str
    quantity: int
    runs: int
    charge: int
    placed_at: datetime
    status: str = "pending"
    raw_status: str = ""
    remains: int | None = None
    reason: str | None = None
    refunded: int = 0
    review: str | None = None
    refill_days: int = 0
    completed_at: datetime | None = None
    cancel_asked_at: datetime | None = None
    refill_asked_at: datetime | None = None
    refill_ref: str | None = None
    policy: str = ""
    misses: int = 0
    poll_at: datetime | None = None

    @property
    def total(self) -> int:
        """How much was ordered: the quantity, times the runs of a drip feed."""
        return self.quantity * max(1, self.runs)

    @property
    def outstanding(self) -> int:
        """What of the charge has not come back."""
        return self.charge - self.refunded
