"""The states of requests, refunds and orders as words, each with the tone of its pill."""

from __future__ import annotations

from typing import NamedTuple

from panel_refunds.pages.state_words import (
    ORDER_STATES,
    state_of_order,
    state_of_refund,
    state_of_request,
    why_not,
)
from panel_refunds.pages.words import Words

_TONES = {
    "waiting_for_customer": "asks",
    "in_review": "busy",
    "held": "busy",
    "approved": "good",
    "sending": "busy",
    "sent": "busy",
    "paid": "good",
    "declined": "bad",
    "failed": "bad",
    "processing": "busy",
    "in_progress": "busy",
    "completed": "good",
    "partial": "asks",
    "expired": "bad",
    "unknown": "asks",
}


class Status(NamedTuple):
    """``tone`` is ``good``, ``busy``, ``asks``, ``bad`` or ``quiet``; the word says it without colour too."""

    word: str
    tone: str


def request_status(_: Words, state: str) -> Status:
    """How a request stands; the one who reads it is the customer."""
    word = _("Waiting for you") if state == "waiting_for_customer" else state_of_request(_, state)
    return Status(word, _TONES.get(state, "quiet"))


def refund_status(words: Words, state: str) -> Status:
    """How one movement back to one payment stands."""
    return Status(state_of_refund(words, state), _TONES.get(state, "quiet"))


def order_status(words: Words, status: str) -> Status:
    """How an order stands; a word that nobody knows is being looked at."""
    known = {"rejected": "failed"}.get(status, status if status in ORDER_STATES else "unknown")
    return Status(state_of_order(words, known), _TONES.get(known, "quiet"))


def failure(words: Words, why: str | None) -> str:
    """Why a refund did not go through, or was not sent."""
    return why_not(words, why or "failed")
