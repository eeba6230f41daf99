"""What a panel said instead of an answer: one of a few codes, and its own text.

The codes are the vocabulary the core knows (``ProviderError``). Which of them speak of one order, and which leave it
open whether the wish was carried out, is said here once.
"""

from __future__ import annotations

from dataclasses import dataclass

OF_ONE_ORDER = frozenset({"order_not_found", "refill_not_found", "not_cancelable", "not_refillable"})

# After these nobody can tell whether the panel did what it was asked to do.
UNSURE = frozenset({"unreadable", "shape_mismatch", "server_error", "rate_limited", "other"})

# What a text can mean; the rest of the codes describe a reply without a text.
CODES_OF_TEXTS = OF_ONE_ORDER | {
    "auth",
    "account_inactive",
    "rate_limited",
    "insufficient_balance",
    "service_unavailable",
    "invalid_request",
    "server_error",
    "other",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One code and the words that came with it."""

    code: str
    text: str = ""

    def as_json(self) -> dict[str, str]:
        """As it stands in a reading."""
        return {"code": self.code, "text": self.text}


def no_answer(what: str) -> Fault:
    """JSON, but not what was asked for."""
    return Fault("shape_mismatch", what)
