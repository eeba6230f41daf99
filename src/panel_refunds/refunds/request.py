"""A refund request: what the customer asks for, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

RequestState = Literal[
    "waiting_for_customer",
    "in_review",
    "approved",
    "sending",
    "sent",
    "paid",
    "declined",
    "withdrawn",
    "failed",
]
Recommendation = Literal["approve", "decline", "offer", "ask", "wait"]
Target = Literal["everything", "deposit", "order", "order_refunds"]

OPEN: frozenset[RequestState] = frozenset({"waiting_for_customer", "in_review", "approved", "sending", "sent"})
"""States in which a request blocks another one on the same deposit."""

DECIDABLE: frozenset[RequestState] = frozenset({"waiting_for_customer", "in_review", "failed"})
"""States in which finance may approve."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What was asked, as it stands after every reply: ``amount`` None means all (or, in a ticket, not said yet)."""

    amount: int | None
    everything: bool = False
    target: Target = "everything"
    about: str | None = None
    subject: str = ""
    channel: str = "portal"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """One request, with its ticket's clock.

    ``submitted_at`` is when it was complete (that counts for the window), None before; ``due_at`` the end of the
    working day until which finance answers; ``offer_until`` the end of an offer; ``paused_at`` since when the clock
    stands still because finance asked the customer. ``policy`` is the version whose procedure holds. ``opened_by``
    is the staff member who opened it for the customer, None when the customer did.
    """

    request_id: str
    wallet_id: str
    customer_id: str
    currency: str
    site: str
    ask: Ask
    state: RequestState
    recommend: Recommendation
    policy: str
    opened_at: datetime
    submitted_at: datetime | None = None
    due_at: datetime | None = None
    offer_until: datetime | None = None
    paused_at: datetime | None = None
    decided_at: datetime | None = None
    decided_by: tuple[str, ...] = ()
    decision_id: str = ""
    opened_by: str | None = None
    last_sent_at: datetime | None = None
    overrides: tuple[str, ...] = field(default=())

    @property
    def open(self) -> bool:
        """Whether it blocks other requests on its deposits."""
        return self.state in OPEN
