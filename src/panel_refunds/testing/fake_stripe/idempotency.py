"""The idempotency store: what was answered to a key is answered again, a 500 too, until the key is forgotten.

A key belongs to one account and mode. It is taken before anything runs and keeps the answer of what ran; an answer
given before execution began (a mistake in the parameters) frees it. Past its lifetime a key is new again, and the same
request makes a second refund: this is what Stripe does, and what a caller has to guard against.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from panel_refunds.testing.fake_stripe.refusal import (
    bad_value,
    key_at_other_endpoint,
    key_in_use,
    key_with_other_parameters,
)

LIFETIME = timedelta(hours=24)
_LONGEST = 255

Owner = tuple[str, bool, str]
"""Account, live mode, key."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What was answered: the HTTP status, the body, and the id of the request that made it."""

    http_status: int
    body: bytes
    request_id: str


@dataclass(slots=True)
class _Entry:
    path: str
    params: dict[str, Any]
    at: datetime
    answer: KeptAnswer | None = None


@dataclass(slots=True)
class IdempotencyStore:
    """All keys in use. Not thread safe by itself: its callers hold the world's lock."""

    now: Callable[[], datetime]
    lifetime: timedelta = LIFETIME
    _entries: dict[Owner, _Entry] = field(default_factory=dict)

    def take(self, owner: Owner, path: str, params: dict[str, Any]) -> KeptAnswer | None:
        """Take the key for this request; the answer to give instead when there is one.

        Refuses a key that is too long, was used for something else (400), or whose first request is under way (409).
        """
        key = owner[2]
        if len(key) > _LONGEST:
            raise bad_value("idempotency_key", f"An idempotency key can have at most {_LONGEST} characters.")
        entry = self._entries.get(owner)
        if entry is None or (entry.answer is not None and self.now() - entry.at >= self.lifetime):
            self._entries[owner] = _Entry(path, params, self.now())
            return None
        if entry.path != path:
            raise key_at_other_endpoint(key, entry.path)
        if entry.params != params:
            raise key_with_other_parameters(key)
        if entry.answer is None:
            raise key_in_use(key)
        return entry.answer

    def keep(self, owner: Owner, answer: KeptAnswer) -> None:
        """Remember the answer of the request that took the key."""
        self._entries[owner].answer = answer

    def free(self, owner: Owner) -> None:
        """Nothing ran: the key is as new."""
        self._entries.pop(owner, None)

    def forget_all(self) -> None:
        """Let every answered key be new, as if its lifetime were over."""
        self._entries = {owner: entry for owner, entry in self._entries.items() if entry.answer is None}

    def known_keys(self) -> tuple[str, ...]:
        """Every key taken and not forgotten, in the order in which they came."""
        return tuple(key for _, _, key in self._entries)
