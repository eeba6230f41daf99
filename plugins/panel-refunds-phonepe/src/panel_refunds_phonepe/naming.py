"""The names that PhonePe knows things by: the merchant's own. Those of our refunds say which attempt made them."""

from __future__ import annotations

import re

OURS = "pr-"
_NAME = re.compile(r"[A-Za-z0-9_-]{1,63}")


def is_name(text: str) -> bool:
    """Whether PhonePe takes this as the name of an order or a refund."""
    return _NAME.fullmatch(text) is not None


def name_of(attempt_id: str) -> str | None:
    """The name of an attempt's refund, always the same; None for an id of which no name can be made."""
    name = f"{OURS}{attempt_id}"
    return name if attempt_id and is_name(name) else None


def find_attempt_id(name: str) -> str | None:
    """The attempt that made the refund of that name; None for one that was not made by us."""
    return name.removeprefix(OURS) or None if name.startswith(OURS) else None
