"""How long a panel asks us to wait.

There is one standard header and a family of habits: seconds, a date, seconds until a reset, the moment of the reset.
What is absurd is ignored; nobody is made to wait longer than a day by a stranger's header.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_LONGEST = timedelta(days=1)
_RESETS = ("ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset", "x-ratelimit-reset-after")
_SECONDS = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,9})?")
# A number this large is a moment (seconds since 1970), not a wait.
_A_MOMENT = 10**9


def find_wait(headers: Mapping[str, str], http_status: int, now: datetime) -> timedelta | None:
    """The wait in ``headers`` (lower-case names), from zero to a day; None where none is asked for.

    ``Retry-After`` always counts, the reset headers only with HTTP 429: some panels send them with every reply.
    """
    names = ("retry-after", *_RESETS) if http_status == 429 else ("retry-after",)  # noqa: PLR2004 - the status itself
    waits = (_parse_wait(headers[name].strip(), now) for name in names if name in headers)
    wait = next((found for found in waits if found is not None), None)
    return None if wait is None else min(max(wait, timedelta(0)), _LONGEST)


def _parse_wait(text: str, now: datetime) -> timedelta | None:
    if _SECONDS.fullmatch(text):
        seconds = int(text.partition(".")[0])
        wait = seconds - int(now.timestamp()) if seconds >= _A_MOMENT else seconds
        return timedelta(seconds=max(0, min(wait, int(_LONGEST.total_seconds()))))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
