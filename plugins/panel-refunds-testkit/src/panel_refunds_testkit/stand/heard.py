"""Everything an adapter lets be heard while it works: its log, the logs of its libraries, and what it prints.

The host's logger takes secrets out. Here they are left in, because the redactor knows a secret only in the spellings
that it was told, and an adapter that logs a key relies on a net that was made for accidents.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from threading import Lock
from typing import Any


class Heard:
    """Texts, in the order in which they came; any number of threads may add some."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._lock = Lock()

    def add(self, text: str) -> None:
        """Hear one more."""
        with self._lock:
            self._texts.append(text)

    def add_error(self, error: BaseException) -> None:
        """Hear an exception as a log would show it: its text, its causes, and every frame's line."""
        self.add(f"{error!r}\n{''.join(traceback.format_exception(error))}")

    @property
    def texts(self) -> tuple[str, ...]:
        """All that was heard so far."""
        with self._lock:
            return tuple(self._texts)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Also hear what libraries log, at any level, and what is printed, until the block ends."""
        printed = StringIO()
        root, ear = logging.getLogger(), _Ear(self)
        before = root.level
        root.addHandler(ear)
        root.setLevel(logging.DEBUG)
        try:
            with redirect_stdout(printed), redirect_stderr(printed):
                yield
        finally:
            root.setLevel(before)
            root.removeHandler(ear)
            self.add(printed.getvalue())


class _Ear(logging.Handler):
    def __init__(self, heard: Heard) -> None:
        super().__init__(logging.DEBUG)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        shown = self.format(record)
        self._heard.add(f"{record.name}: {shown}")


class HeardLog:
    """A logger with the methods of structlog's, that only remembers what it was told."""

    def __init__(self, heard: Heard, **bound: Any) -> None:
        self._heard = heard
        self._bound = bound

    def bind(self, **facts: Any) -> HeardLog:
        """The same with more facts."""
        return HeardLog(self._heard, **{**self._bound, **facts})

    new = bind

    def _hear(self, event: object = "", *rest: object, **facts: Any) -> None:
        self._heard.add(f"{event} {rest} { {**self._bound, **facts} }")
        if isinstance(facts.get("exc_info"), BaseException):
            self._heard.add_error(facts["exc_info"])

    debug = info = warning = warn = error = critical = fatal = msg = _hear

    def exception(self, event: object = "", *rest: object, **facts: Any) -> None:
        """Hear an event with the exception that is being handled."""
        self._hear(event, *rest, **facts)
        self._heard.add(traceback.format_exc())
