"""``[orders]`` of a policy: what a status word is worth, and what a known reason changes.

Only the built-in words may be set to pay; a word that nobody has mapped can never move money.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from panel_refunds.calendar import Span

StatusEffect = Literal["whole", "undelivered", "nothing", "ask_person"]
ReasonEffect = Literal["nothing", "ask_person", "by_status"]

BUILTIN_STATUS_EFFECTS: Mapping[str, StatusEffect] = MappingProxyType(
    {
        "pending": "nothing",
        "processing": "nothing",
        "in_progress": "nothing",
        "completed": "nothing",
        "canceled": "whole",
        "refunded": "whole",
        "partial": "undelivered",
        "failed": "ask_person",
        "paused": "nothing",
        "expired": "ask_person",
    }
)
BUILTIN_REASONS: Mapping[str, ReasonEffect] = MappingProxyType(
    {
        "wrong_link": "nothing",
        "private_account": "nothing",
        "link_changed": "nothing",
        "made_private": "nothing",
        "other_user_error": "nothing",
    }
)


@dataclass(frozen=True, slots=True)
class CustomerCancel:
    """Whether the customer may ask to cancel an order, and how long after placing it."""

    allowed: Literal["not_started", "never"] = "not_started"
    after: Span | None = None


@dataclass(frozen=True, slots=True)
class OrderRules:
    """``[orders]``: a status word → money back. A word that is in neither table always goes to a person."""

    status: Mapping[str, StatusEffect] = field(default_factory=lambda: BUILTIN_STATUS_EFFECTS)
    reasons: Mapping[str, ReasonEffect] = field(default_factory=lambda: BUILTIN_REASONS)
    after_completed: Literal["ask_person", "nothing"] = "ask_person"
    drops: Literal["refill", "nothing"] = "refill"
    customer_cancel: CustomerCancel = CustomerCancel()
