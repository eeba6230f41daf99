"""What the receiver's answer means: 2xx it has the message, 410 it never wants one, 429 and 503 it says when.

Everything else may change when somebody mends something there, so it is tried again: a wrong path, a wrong secret, a
redirect (which nobody follows, because a signed message is for one address), an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from panel_refunds.ports import NotNowError, UndeliverableError

_GONE, _TOO_MANY, _UNAVAILABLE = 410, 429, 503
_TAKEN, _ELSEWHERE = range(200, 300), range(300, 400)


class NotTakenError(Exception):
    """The receiver did not take the message now."""


def read_answer(status: int, headers: Mapping[str, str], now: datetime) -> None:
    """Nothing when the message was taken; otherwise the error that says whether and when to try again."""
    if status in _TAKEN:
        return
    if status == _GONE:
        raise UndeliverableError("the receiver answered 410: it wants no more messages")
    told = f"the receiver answered {status}"
    wait = parse_retry_after(headers.get("retry-after"), now)
    if status in (_TOO_MANY, _UNAVAILABLE) and wait is not None:
        raise NotNowError(wait, told)
    if status in _ELSEWHERE:
        told += "; redirects are not followed, so give the address itself"
    raise NotTakenError(told)


def parse_retry_after(text: str | None, now: datetime) -> timedelta | None:
    """Seconds, or a date of HTTP, as a span from ``now``; None when it says nothing that can be read."""
    if text is None:
        return None
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:  # noqa: PLR2004 - longer than a lifetime in seconds
        return timedelta(seconds=int(text))
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(until - now, timedelta(0)) if until.tzinfo is not None else None
