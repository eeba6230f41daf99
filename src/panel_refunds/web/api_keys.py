"""API keys: random, shown once, kept as a digest, each with what it may do.

A key is 256 random bits, so a plain SHA-256 is enough to keep it by: there is nothing to guess. Looking one up is
remembered for a few seconds, because every call does it; a revoked key ends as fast.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from panel_refunds.errors import Refused
from panel_refunds.store import ApiKey

SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "read": "look at everything but what is only for the staff",
        "money": "deposits, fees, bonuses, disputes",
        "orders": "orders, their statuses, unknown words",
        "requests": "ask, answer and withdraw for the signed-in customer",
        "review": "approve, decline, ask, record payouts; sees what is only for the staff",
        "accounts": "terminate accounts and forfeit balances",
        "admin": "reload the tenant's files, audit the books, stop and start gateways, manage the staff and the keys",
    }
)
"""What the keys of the tenant's own software may do."""
CHILD = "child"
SCOPES_OF_CUSTOMERS: Mapping[str, str] = MappingProxyType(
    {CHILD: "a customer that sells on (a child panel): how its own orders stand, and wishes to cancel them"}
)
"""What a key may do that is in the hands of one customer; it has no other scope, and no other key has these."""
_PREFIX = "pr_live_"
_REMEMBERED_SECONDS = 5.0
_REMEMBERED_KEYS = 1000


def new_api_key(
    tenant: UUID, name: str, scopes: Collection[str], *, key_id: str, at: datetime, customer: str | None = None
) -> tuple[str, ApiKey]:
    """A new secret, to be shown once, and the record to be stored; refused for a scope that does not exist.

    With ``customer`` the key is for the hands of that customer, and has a scope of customers.
    """
    known = SCOPES if customer is None else SCOPES_OF_CUSTOMERS
    unknown = sorted(set(scopes) - known.keys())
    if unknown or not scopes:
        text = f"There is no scope {unknown[0]!r}" if unknown else "A key needs a scope"
        whose = "" if customer is None else " for the key of a customer"
        raise Refused("field_invalid", f"{text}{whose}. Scopes: {', '.join(known)}.", field="scopes")
    if customer is not None and (not customer.strip() or not customer.isprintable()):
        raise Refused("field_invalid", "That is no id of a customer.", field="customer")
    secret = _PREFIX + secrets.token_urlsafe(32)
    return secret, ApiKey(digest_of(secret), key_id, tenant, name, tuple(sorted(scopes)), at, customer=customer)


def digest_of(secret: str) -> str:
    """What is stored of a key: its SHA-256, in hex."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _forget_it(_key: ApiKey) -> None:
    """Nobody wants to know when a key was used."""


class KeyRing:
    """Knows the keys; ``find`` asks the database, and remembers for a few seconds. ``note_use`` hears of each look."""

    def __init__(self, find: Callable[[str], ApiKey | None], note_use: Callable[[ApiKey], None] = _forget_it) -> None:
        self._find = find
        self._note_use = note_use
        self._known: dict[str, tuple[float, ApiKey]] = {}
        self._lock = threading.Lock()

    def get_key(self, secret: str) -> ApiKey:
        """The key of this secret; refused with ``not_signed_in`` when there is none, or it was revoked."""
        digest = digest_of(secret)
        until, key = self._known.get(digest, (0.0, None))
        if key is None or until < time.monotonic():
            key = self._find(digest) if secret.startswith(_PREFIX) else None
            if key is None or key.revoked_at is not None:
                raise Refused("not_signed_in", "That API key is not known here, or was revoked.")
            self._note_use(key)
            with self._lock:
                if len(self._known) >= _REMEMBERED_KEYS:
                    self._known.clear()
                self._known[digest] = (time.monotonic() + _REMEMBERED_SECONDS, key)
        return key
