"""A dispute: the card network or the buyer contests a payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Dispute:
    """``amount`` is what is contested, in units. An ``inquiry`` freezes nothing, it only asks for a person."""

    dispute_id: str
    wallet_id: str
    deposit_id: str
    amount: int
    state: Literal["inquiry", "open", "won", "lost"]
    opened_at: datetime
    closed_at: datetime | None = None
