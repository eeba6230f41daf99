"""How the last question to each order provider went: when it was put, when one was answered, since when they fail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, text_param
from panel_refunds.store.tables import PollRow


@dataclass(frozen=True, slots=True)
class Poll:
    """The polls of one provider as they stand; ``error`` is the code of the last failure while they fail."""

    provider: str
    asked_at: datetime
    answered_at: datetime | None = None
    failing_since: datetime | None = None
    error: str | None = None


POLLS = Shape(Poll, PollRow)

_ALL = Statement(POLLS.select().order_by(POLLS.table.c.provider))
_ONE = Statement(POLLS.select(POLLS.table.c.provider == text_param("provider")))


class PollChapter(Chapter):
    """Polls of one transaction."""

    def polls(self) -> list[Poll]:
        """Every provider that was ever asked, by name."""
        return self._records(POLLS, _ALL)

    def note_poll(self, provider: str, at: datetime, error: str | None) -> None:
        """A question was answered, or failed with ``error``."""
        known = self._find(POLLS, _ONE, provider=provider) or Poll(provider, at)
        if error is None:
            now = Poll(provider, at, answered_at=at)
        else:
            now = replace(known, asked_at=at, failing_since=known.failing_since or at, error=error)
        self._save(POLLS, now)
