"""How long an upstream asks us to wait: ``Retry-After``, in seconds or as a date, from zero to a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=1)
_MOST_DIGITS = 9


def find_wait(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """The wait in ``headers`` (lower-case names); None where none is asked for, or nothing that can be read."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        wait = timedelta(seconds=int(text)) if len(text) <= _MOST_DIGITS else LONGEST
    else:
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return None
        wait = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    return min(max(wait, timedelta(0)), LONGEST)
