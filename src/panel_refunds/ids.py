"""Ids that say what they name and sort by time.

``dep_01k9x3…``: a prefix, then the 128 bits of a UUIDv7 in 26 characters of Crockford's base 32, which keeps
byte order. The same text stands in the database, the API, the logs and the pages. Ids are made at the edge
(``panel_refunds.app``) and handed in, so that the ground stays pure and a story can be told twice.
"""

from __future__ import annotations

import re
import uuid
from functools import cache
from typing import Final

PREFIXES: Final = {
    "deposit": "dep",
    "bonus": "bon",
    "order": "ord",
    "request": "rr",
    "refund": "rf",
    "attempt": "att",
    "wallet": "wal",
    "lot": "lot",
    "hold": "hld",
    "entry": "je",
    "decision": "dec",
    "message": "msg",
    "outbox": "out",
    "dispute": "dsp",
    "word": "wrd",
    "audit": "aud",
    "task": "tsk",
    "key": "key",
    "stop": "stp",
    "verdict": "vrd",
    "session": "ses",
    "staff": "stf",
    "file": "fil",
}
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
# Ids are made for every posting: two characters at a time are half the steps of one.
_PAIRS = tuple(first + second for first in _ALPHABET for second in _ALPHABET)
_ID = re.compile(rf"([a-z]{{2,4}})_([0-7][{_ALPHABET}]{{25}})")
_TENANTS = uuid.UUID("6f0c0d1e-2f57-5a0b-9d5e-2b1f6c3f7a10")


def encode(prefix: str, number: int) -> str:
    """``prefix`` and the 128 bits of a UUID, as a whole number, in 26 sortable characters."""
    return f"{prefix}_" + "".join([_PAIRS[number >> shift & 1023] for shift in range(120, -1, -10)])


def is_id(text: str, noun: str) -> bool:
    """Whether ``text`` has the shape of an id of ``noun`` (a key of ``PREFIXES``)."""
    match = _ID.fullmatch(text)
    return match is not None and match.group(1) == PREFIXES[noun]


@cache
def tenant_uuid(slug: str) -> uuid.UUID:
    """The id of a tenant in every table: made from its slug, so no table has to be asked for it."""
    return uuid.uuid5(_TENANTS, slug)
