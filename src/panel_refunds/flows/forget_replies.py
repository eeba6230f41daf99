"""Answers to idempotency keys are kept for a while and then forgotten: nobody sends the same write again after a month.

A key that is forgotten is a new key, so it is kept far longer than anybody goes on trying. What must never happen twice
does not hang on it: a payment is credited once, and an attempt has its own key for ever.
"""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.flows.desk import Desk

KEPT_FOR = timedelta(days=30)
"""How long the answer to a write can be asked for again under its key."""

AT_ONCE = 500
"""So many go in one transaction: no other write has to wait long for it."""


def forget_replies(desk: Desk) -> bool:
    """Delete the oldest answers that nobody needs any more; whether there may be more of them."""
    with desk.begin() as books:
        return books.delete_replies(desk.now() - KEPT_FOR, AT_ONCE) == AT_ONCE
