"""An object of a plugin that lives in a process of its own, and looks from here as if it did not.

The process is started when the object is built, so that bad settings are told at once, and anew for the first call
after it ended. A process that ends again and again is not started again and again: after each end within a minute it
waits twice as long. While it waits, calls are not started, which for a refund means that it surely did not run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock
from typing import Any

from panel_refunds.plugins.apart.process import Process
from panel_refunds.plugins.apart.said import Logged, Opening
from panel_refunds.plugins.deadline import NotStartedError
from panel_refunds.plugins.faults import told

LONGEST_WAIT_SECONDS = 60
HEALTHY_SECONDS = 60


@dataclass(slots=True)
class Restarts:
    """When a process that ended may be started again."""

    monotonic: Callable[[], float] = time.monotonic
    ends: int = 0
    started: float = 0
    not_before: float = 0

    def note_start(self) -> None:
        """It is started now."""
        self.started = self.monotonic()

    def note_end(self) -> None:
        """It ended: the first time it may start at once, later it waits."""
        now = self.monotonic()
        self.ends = 1 if now - self.started >= HEALTHY_SECONDS else self.ends + 1
        self.not_before = now + (0 if self.ends == 1 else min(2 ** (self.ends - 2), LONGEST_WAIT_SECONDS))

    def seconds_left(self) -> float:
        """How long it still has to wait; zero and below when it may start."""
        return self.not_before - self.monotonic()


@dataclass(slots=True)
class Keeper:
    """Keeps one object's process: starts it, asks it, ends it."""

    opening: Opening
    now: Callable[[], datetime]
    log: Any
    restarts: Restarts = field(default_factory=Restarts)
    process: Process | None = None
    _starting: Lock = field(default_factory=Lock)
    _closed: bool = False

    def start(self) -> Any:
        """Start it; what it says of its object. Raises what building raised, TimedOutError, or ProcessEndedError."""
        return self._started()[1]

    def call(self, method: str, args: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
        """The answer of the object's method."""
        return self._running().ask(method, args, named, self.now())

    def give_up(self) -> None:
        """Somebody waited too long for an answer: the process is killed, and started anew for the next call."""
        process = self.process
        if process is not None and process.busy:
            process.end("a call took too long")

    def close(self) -> None:
        """End it for good."""
        self._closed = True
        if self.process is not None:
            self.process.close()

    def _running(self) -> Process:
        with self._starting:
            if self._closed:
                raise NotStartedError("it is closed")
            if self.process is not None:
                if not self.process.ended:
                    return self.process
                self.process.close()
                self.process = None
                self.restarts.note_end()
            left = self.restarts.seconds_left()
            if left > 0:
                ends = self.restarts.ends
                raise NotStartedError(f"its process ended {ends} times in a row and may start again in {left:.0f} s")
            try:
                return self._started()[0]
            except Exception as error:  # noqa: BLE001 - whatever it is, the call that wanted it was not started
                self.restarts.note_end()
                raise NotStartedError(f"it cannot be started: {told(error)}") from None

    def _started(self) -> tuple[Process, Any]:
        process = Process(replace(self.opening, now=self.now()), self._hear)
        self.restarts.note_start()
        try:
            said = process.opened()
        except BaseException:
            process.close()
            raise
        self.process = process
        if self._closed:
            process.close()
        return process, said

    def _hear(self, line: Logged) -> None:
        getattr(self.log, line.level)(
            line.event, **{key: value for key, value in line.values.items() if key != "event"}
        )


class ApartMethod:
    """One method of an object apart."""

    def __init__(self, keeper: Keeper, name: str) -> None:
        self._keeper = keeper
        self.__name__ = name

    def __call__(self, *args: Any, **named: Any) -> Any:
        """What the method says, over there."""
        return self._keeper.call(self.__name__, args, named)


class ObjectApart:
    """Has the methods that the real object has, and nothing else but its keeper."""

    def __init__(self, keeper: Keeper, methods: tuple[str, ...]) -> None:
        self._keeper = keeper
        for name in methods:
            if name.isidentifier() and not name.startswith("_"):
                # On the object itself, where a check for an optional protocol looks for them.
                setattr(self, name, ApartMethod(keeper, name))


def keeper_of(built: object) -> Keeper | None:
    """The keeper of an object that lives apart, None for one that lives here."""
    return built._keeper if isinstance(built, ObjectApart) else None  # noqa: SLF001 - hidden from the plugins' own names
