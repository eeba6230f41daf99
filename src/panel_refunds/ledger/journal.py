"""Journal entries: balanced, numbered, chained, never changed.

Each entry of a wallet carries its number and the hash of the one before, so that nobody can alter, drop or
slip in a line of the past without the audit seeing it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from panel_refunds.errors import BooksDamagedError

FIRST_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Posting:
    """One leg: ``amount`` units credited (plus) or debited (minus); ``lot_id`` for the customer's accounts."""

    account: str
    amount: int
    lot_id: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A balanced set of postings in the journal of one wallet.

    ``kind`` is what happened (``deposit_credited``, ``order_charged`` …), ``about`` the id of the deposit, order,
    refund or dispute it happened to, ``number`` counts from 1 in each wallet.
    """

    entry_id: str
    wallet_id: str
    number: int
    kind: str
    about: str
    at: datetime
    postings: tuple[Posting, ...]
    previous_hash: str
    hash: str


def make_entry(
    *,
    entry_id: str,
    wallet_id: str,
    number: int,
    kind: str,
    about: str,
    at: datetime,
    postings: Sequence[Posting],
    previous_hash: str,
) -> Entry:
    """An entry with its hash; BooksDamagedError when the postings do not sum to zero."""
    if sum(posting.amount for posting in postings):
        raise BooksDamagedError(f"{kind} of {about}: the postings do not balance")
    legs = tuple(posting for posting in postings if posting.amount)
    digest = entry_hash(entry_id, wallet_id, number, kind, about, at, legs, previous_hash)
    return Entry(entry_id, wallet_id, number, kind, about, at, legs, previous_hash, digest)


def entry_hash(
    entry_id: str,
    wallet_id: str,
    number: int,
    kind: str,
    about: str,
    at: datetime,
    postings: Sequence[Posting],
    previous_hash: str,
) -> str:
    """SHA-256 over the entry's whole content and the hash before it."""
    lines = [previous_hash, entry_id, wallet_id, str(number), kind, about, at.astimezone(UTC).isoformat()]
    lines += [f"{posting.account}|{posting.lot_id or ''}|{posting.amount}" for posting in postings]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
