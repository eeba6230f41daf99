"""A customer: the person with the balance, and whether refunds are open to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

AccountState = Literal["open", "suspended", "closed", "terminated", "forfeited"]


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer of a tenant: ``customer_id`` is the panel's own id, ``cause`` that of the last change of state."""

    customer_id: str
    state: AccountState
    first_seen_at: datetime
    changed_at: datetime | None = None
    cause: str | None = None
