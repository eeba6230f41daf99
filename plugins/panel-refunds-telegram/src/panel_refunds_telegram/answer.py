"""What the bot's server answers: sent, never, not now, or again later.

It answers in JSON with ``ok``; what it says against a message stands in ``error_code`` and ``description``. A person
who blocked the bot, or a chat that does not exist, stays so: undeliverable. A token that is refused is our set-up,
which somebody can mend. 429 says for how long nothing is taken.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from panel_refunds.ports import NotNowError, UndeliverableError

_FOR_GOOD = (400, 403)
_TOO_MANY = 429
_LONGEST = 200


class NotSentError(Exception):
    """The bot's server did not take the text now, or nobody knows."""


def read_answer(status: int, body: bytes) -> None:
    """Nothing when the text was sent; otherwise the error that says whether and when to try again."""
    said = _read(body)
    if status == 200 and said.get("ok") is True:  # noqa: PLR2004 - HTTP's own number
        return
    told = f"the bot's server answered {status}: {_text(said.get('description'))}"
    hints = said.get("parameters")
    hints = hints if isinstance(hints, dict) else {}
    if status == _TOO_MANY and (seconds := _seconds(hints.get("retry_after"))) is not None:
        raise NotNowError(timedelta(seconds=seconds), told)
    if "migrate_to_chat_id" in hints:
        raise NotSentError(f"{told}; the group has another number now, put it into the settings")
    if status in _FOR_GOOD and said.get("ok") is False:
        raise UndeliverableError(told)
    raise NotSentError(told)


def _read(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _text(description: object) -> str:
    return description[:_LONGEST] if isinstance(description, str) else "something that cannot be read"


def _seconds(given: object) -> int | None:
    return given if type(given) is int and 0 <= given < 10**9 else None
