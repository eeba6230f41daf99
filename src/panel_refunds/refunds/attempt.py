"""An attempt: one try to execute a refund at the gateway, with one idempotency key for ever.

Between "we are about to send" and "we know what happened" lies everything that can go wrong with money. So an
attempt is written down before a byte leaves, is sent again only with the same key, and says *unknown* rather
than guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

AttemptState = Literal[
    "prepared", "sending", "pending", "action_required", "succeeded", "failed", "canceled", "rejected", "unknown"
]

OPEN: frozenset[AttemptState] = frozenset({"prepared", "sending", "pending", "action_required", "unknown"})
NEXT: dict[AttemptState, frozenset[AttemptState]] = {
    "prepared": frozenset({"sending", "rejected"}),
    "sending": frozenset(
        {"prepared", "pending", "action_required", "succeeded", "failed", "canceled", "rejected", "unknown"}
    ),
    "unknown": frozenset({"sending", "pending", "action_required", "succeeded", "failed", "canceled", "rejected"}),
    "pending": frozenset({"action_required", "succeeded", "failed", "canceled", "rejected", "unknown"}),
    "action_required": frozenset({"pending", "succeeded", "failed", "canceled", "rejected", "unknown"}),
    "succeeded": frozenset({"failed", "canceled"}),
    "failed": frozenset(),
    "canceled": frozenset(),
    "rejected": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to pay ``amount`` (the net, in units) back to ``payment``.

    ``fence`` grows with every send, so that a late answer of an earlier send is told from the current one;
    ``lease_until`` is when a silent sender counts as dead. ``sends`` and ``first_sent_at`` count from the last moment
    at which it was certain that nothing had run (``prepared``): with more than one send, an earlier one may have run.
    """

    attempt_id: str
    refund_id: str
    wallet_id: str
    deposit_id: str
    gateway: str
    payment: str
    key: str
    amount: int
    currency: str
    request_hash: str
    state: AttemptState
    created_at: datetime
    first_sent_at: datetime | None = None
    fence: int = 0
    lease_until: datetime | None = None
    sends: int = 0
    looks: int = 0
    gateway_ref: str | None = None
    detail: str = ""

    def may_become(self, state: AttemptState) -> bool:
        """Whether ``state`` may follow; a repeated word is no change and not asked here."""
        return state in NEXT[self.state]
