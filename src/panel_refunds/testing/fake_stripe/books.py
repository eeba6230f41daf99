"""The books of one Stripe account in one mode, live or test: everything it has, by id.

Objects are kept in the very shape in which the API shows them. Whoever changes one announces it, and the announcement
carries a copy of how the object stood then, as a real event does.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]

API_VERSION = "2026-10-28.endive"
"""The version an account has when a request does not name one; events are written in it."""

NOUNS = {
    "ch": "charge",
    "pi": "payment_intent",
    "re": "refund",
    "txn": "balance transaction",
    "du": "dispute",
    "issfr": "radar.early_fraud_warning",
    "evt": "event",
}
"""The beginning of an id, and what errors call the thing."""


@dataclass(slots=True)
class Conduct:
    """How refunds go at present: the statuses of the next ones (under None: of any charge), and what no float does."""

    refund_words: dict[str | None, deque[str]] = field(default_factory=dict)
    when_short: Literal["pending", "error"] = "pending"


@dataclass(slots=True)
class Books:
    """One account in one mode. ``publish`` gets every event as soon as it is written; all share one ``conduct``."""

    account: str
    livemode: bool
    now: Callable[[], datetime]
    publish: Callable[[Json], None]
    conduct: Conduct
    connected: bool = False
    objects: dict[str, dict[str, Json]] = field(default_factory=lambda: {prefix: {} for prefix in NOUNS})
    refunds_by_charge: dict[str, list[str]] = field(default_factory=dict)
    balance: dict[str, int] = field(default_factory=dict)
    rates: dict[str, tuple[str, str]] = field(default_factory=dict)
    request: Json | None = None
    made: int = 0

    def new_id(self, prefix: str) -> str:
        """An id of the usual look that no other account or mode has."""
        self.made += 1
        owner = hashlib.sha256(f"{self.account} {self.livemode}".encode()).hexdigest()[:8]
        return f"{prefix}_3{owner}{self.made:015}"

    def moment(self) -> int:
        """The present, in whole seconds since 1970, as Stripe counts."""
        return int(self.now().timestamp())

    def add(self, prefix: str, thing: Json) -> Json:
        """Keep a new object under its id; returns it."""
        self.objects[prefix][thing["id"]] = thing
        return thing

    def find(self, ref: str) -> Json | None:
        """The object with this id, of whatever kind."""
        return self.objects.get(ref.partition("_")[0], {}).get(ref)

    def get(self, ref: str) -> Json:
        """The object with this id; ``KeyError`` names it."""
        found = self.find(ref)
        if found is None:
            raise KeyError(ref)
        return found

    def all_of(self, prefix: str) -> Iterator[Json]:
        """All objects of one kind, the newest first."""
        return reversed(self.objects[prefix].values())

    def refunds_of(self, charge: str) -> list[Json]:
        """The refunds of a charge, the newest first."""
        return [self.objects["re"][ref] for ref in reversed(self.refunds_by_charge.get(charge, []))]

    def announce(self, kind: str, thing: Json, previous: Json | None = None) -> Json:
        """Write an event about ``thing`` as it stands now; ``previous`` are the values that changed."""
        data: Json = {"object": deepcopy(thing)}
        if previous is not None:
            data["previous_attributes"] = previous
        event: Json = {
            "id": self.new_id("evt"),
            "object": "event",
            "api_version": API_VERSION,
            "created": self.moment(),
            "data": data,
            "livemode": self.livemode,
            "pending_webhooks": 0,
            "request": dict(self.request) if self.request else {"id": None, "idempotency_key": None},
            "type": kind,
        }
        if self.connected:
            event["account"] = self.account
        self.add("evt", event)
        self.publish(event)
        return event
