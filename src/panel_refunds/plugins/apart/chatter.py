"""What a plugin says in its process, on its way to our log: log lines, and what it prints.

Nothing is written to a file or a terminal there. Lines go up to the parent, whose logger takes the secrets out, as for
a plugin beside us. Long ones are cut, and a plugin that floods is cut off for the rest of the minute.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from panel_refunds.plugins.apart.said import Logged

MOST_LINES_A_MINUTE = 300
MOST_VALUES = 30
MOST_TEXT = 1000
_MINUTE = 60
_LEVELS = {"debug": "debug", "info": "info", "warn": "warning", "warning": "warning", "error": "error"}
_LEVELS |= {"exception": "error", "err": "error", "fatal": "critical", "critical": "critical", "msg": "info"}


class Budget:
    """So many lines a minute, and one that says when the rest is left out."""

    def __init__(self, tell: Callable[[Logged], None], monotonic: Callable[[], float] = time.monotonic) -> None:
        self._tell = tell
        self._monotonic = monotonic
        self._since = monotonic()
        self._said = 0
        self._lock = Lock()

    def __call__(self, line: Logged) -> None:
        """Say the line, if there is still room in this minute."""
        with self._lock:
            if self._monotonic() - self._since >= _MINUTE:
                self._since, self._said = self._monotonic(), 0
            self._said += 1
            said = self._said
        if said <= MOST_LINES_A_MINUTE:
            self._tell(line)
        elif said == MOST_LINES_A_MINUTE + 1:
            self._tell(Logged("warning", "plugin_too_talkative", {"lines_a_minute": MOST_LINES_A_MINUTE}))


class SentLog:
    """Looks like the structlog logger of an object that is built beside us; ``bind`` and ``new`` keep values."""

    def __init__(self, say: Callable[[Logged], None], bound: Mapping[str, Any] | None = None) -> None:
        self._say = say
        self._bound = dict(bound or {})

    def bind(self, **values: Any) -> SentLog:
        """A logger that adds ``values`` to every line."""
        return SentLog(self._say, {**self._bound, **values})

    new = bind

    def unbind(self, *keys: str) -> SentLog:
        """A logger without these values."""
        return SentLog(self._say, {key: value for key, value in self._bound.items() if key not in keys})

    try_unbind = unbind

    def __getattr__(self, level: str) -> Callable[..., None]:
        if level not in _LEVELS:
            raise AttributeError(level)

        def log(event: object = "", *args: object, **values: Any) -> None:
            text = _cut(event)
            if args:
                text = f"{text} {_cut(args)}"
            told = {_cut(key): _plain(value) for key, value in [*{**self._bound, **values}.items()][:MOST_VALUES]}
            self._say(Logged(_LEVELS[level], text, told))  # type: ignore[arg-type]  # the table has only levels

        return log


class PrintedLines(io.TextIOBase):
    """Stands for the standard output: every line that is printed is a line for the log."""

    def __init__(self, say: Callable[[Logged], None]) -> None:
        self._say = say
        self._begun = ""
        self._lock = Lock()

    def writable(self) -> bool:
        """Everybody may print."""
        return True

    def write(self, text: str) -> int:
        """Keep what is begun; say what has come to the end of its line."""
        with self._lock:
            *lines, self._begun = (self._begun + text[: MOST_TEXT * MOST_LINES_A_MINUTE]).split("\n")
            self._begun = self._begun[:MOST_TEXT]
        for line in lines:
            if line.strip():
                self._say(Logged("info", "plugin_printed", {"text": _cut(line)}))
        return len(text)


def _plain(value: object) -> str | int | bool | None:
    if value is None or isinstance(value, bool):
        return value
    if type(value) is int and abs(value) < 2**63:
        return value
    return _cut(value)


def _cut(value: object) -> str:
    try:
        text = value if isinstance(value, str) else str(value)
    except Exception as error:  # noqa: BLE001 - a value that cannot be shown is no reason to fail
        text = f"({type(value).__name__} cannot be shown: {type(error).__name__})"
    return text[:MOST_TEXT].encode("utf-8", "replace").decode()
