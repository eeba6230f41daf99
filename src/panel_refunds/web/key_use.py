"""When a key was used last: noted once an hour and key, because nobody needs it finer and every call has one."""

from __future__ import annotations

from datetime import timedelta

import structlog

from panel_refunds.errors import Refused
from panel_refunds.store import ApiKey, CommitUnknownError
from panel_refunds.web.front import Front

LOG = structlog.get_logger("panel_refunds.web")
EVERY = timedelta(hours=1)


def note_key_use(front: Front, key: ApiKey) -> None:
    """Write that the key is in use; a database that is busy is a reason to leave it, not to refuse the call."""
    now = front.now()
    if key.used_at is not None and now - key.used_at < EVERY:
        return
    try:
        front.store.note_key_use(key, now, now - EVERY)
    except (Refused, CommitUnknownError) as error:
        LOG.info("key_use_not_noted", key=key.key_id, error=type(error).__name__)
