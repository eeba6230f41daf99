"""Where ids are made: time-ordered UUIDs behind the prefix of their noun."""

from __future__ import annotations

from uuid_utils import uuid7

from panel_refunds.ids import PREFIXES, encode


def new_id(noun: str) -> str:
    """A new id of ``noun`` (a key of ``ids.PREFIXES``), such as ``dep_…``; ids sort by the time they were made."""
    return encode(PREFIXES[noun], uuid7().int)
