"""Which objects of a tenant's plugins failed: counted, and told to a person once and not a thousand times.

A gateway that is down, a check that raises on every request, a process that runs out of memory: each call fails, and
whoever can mend it needs one message, with the plugin, the object, the call and what went wrong. The first failure of
an object is told, and while it goes on another one at most every hour, with the count. What the call was about (ids of
customers and payments, texts) is taken out, and so are secrets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock

from panel_refunds.plugins.secrets import Redactor

TELL_EVERY = timedelta(hours=1)
MOST_TEXT = 300
LEFT_OUT = "[…]"
_SHORTEST_WORD = 4
_MOST_WORDS = 200
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class ObjectFailed:
    """An object (``gateways.till``) that failed: of which plugin, in which call, with what the last time, how often."""

    plugin: str
    thing: str
    call: str
    what: str
    count: int
    first_at: datetime
    last_at: datetime


def _now() -> datetime:
    return datetime.now(UTC)


class Failures:
    """The failures of one tenant's objects, since they were built.

    ``tell`` is called with what has to be told to a person; it may be called from any thread, in the middle of a
    transaction too, so it only takes a note.
    """

    def __init__(self, now: Callable[[], datetime] = _now, redact: Redactor | None = None) -> None:
        self.tell: Callable[[ObjectFailed], None] | None = None
        self._now = now
        self._redact = redact or Redactor()
        self._plugins: dict[str, str] = {}
        self._seen: dict[str, ObjectFailed] = {}
        self._told_at: dict[str, datetime] = {}
        self._lock = Lock()

    def own(self, thing: str, plugin: str) -> None:
        """The object ``thing`` was built by ``plugin``."""
        self._plugins[thing] = plugin

    def plugins(self) -> Mapping[str, str]:
        """Every object with the plugin it comes from."""
        return dict(self._plugins)

    def note(self, thing: str, call: str, what: str, about: object = ()) -> None:
        """The object failed in ``call``; ``about`` is what it was called with. Never raises."""
        now = self._now()
        text = self._redact(_without(about, what))[:MOST_TEXT]
        with self._lock:
            before = self._seen.get(thing)
            first_at, count = (before.first_at, before.count + 1) if before else (now, 1)
            failed = ObjectFailed(self._plugins.get(thing, ""), thing, call, text, count, first_at, now)
            self._seen[thing] = failed
            told_at = self._told_at.get(thing)
            if told_at is not None and now - told_at < TELL_EVERY:
                return
            self._told_at[thing] = now
        if self.tell is not None:
            self.tell(failed)

    def forget_told(self, thing: str) -> None:
        """It could not be told after all: the next failure tells it."""
        with self._lock:
            self._told_at.pop(thing, None)

    def seen(self) -> tuple[ObjectFailed, ...]:
        """Every object that failed, in order of their names."""
        with self._lock:
            return tuple(self._seen[thing] for thing in sorted(self._seen))

    def seen_lately(self) -> tuple[ObjectFailed, ...]:
        """Those that failed within the last hour."""
        now = self._now()
        return tuple(failed for failed in self.seen() if now - failed.last_at < TELL_EVERY)


def _without(about: object, text: str) -> str:
    """``text`` without the words that the call was about."""
    words: list[str] = []
    for word in _words(about):
        words.append(word)
        if len(words) == _MOST_WORDS:
            break
    for word in sorted(set(words), key=len, reverse=True):
        text = text.replace(word, LEFT_OUT)
    return text


def _words(about: object, depth: int = 0) -> Iterator[str]:
    if isinstance(about, str):
        if len(about) >= _SHORTEST_WORD:
            yield about
    elif depth < _DEEPEST:
        if isinstance(about, Mapping):
            for value in about.values():
                yield from _words(value, depth + 1)
        elif isinstance(about, list | tuple):
            for item in about:
                yield from _words(item, depth + 1)
        elif is_dataclass(about) and not isinstance(about, type):
            for field in fields(about):
                yield from _words(getattr(about, field.name), depth + 1)
