"""Calling somebody else's code without waiting for it for ever.

A call runs in a thread of its own; when its time is over the caller goes on with ``TimedOutError`` and whatever the
thread says later is not heard. A Python thread cannot be stopped, so calls that hang are counted: when too many of
one object hang, the next call does not start at all. The threads are daemons: they do not keep a process alive. An
object in a process of its own can be stopped, and says how (``when_late``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Generic, TypeVar

from panel_refunds.plugins.faults import ToldError, told

AnswerT = TypeVar("AnswerT")
MOST_HANGING = 64  # more than a web server asks at once, so that only hanging calls reach it


class TimedOutError(Exception):
    """No answer in time; the call may still do its work."""


class NotStartedError(TimedOutError):
    """So many earlier calls hang, or the object's process ended so often, that this one was not even started."""


class EndingRefusedError(ToldError, RuntimeError):
    """A call asked to end the process; it is told by the name of what it raised."""


@dataclass(frozen=True, slots=True)
class _Answered(Generic[AnswerT]):
    answer: AnswerT


@dataclass(frozen=True, slots=True)
class _Raised:
    error: Exception


@dataclass(frozen=True, slots=True)
class Pending(Generic[AnswerT]):
    """A call that was started."""

    _said: SimpleQueue[_Answered[AnswerT] | _Raised]
    _give_up: Callable[[], None] | None = None

    def wait(self, seconds: float) -> AnswerT:
        """The answer, at most ``seconds`` from now; raises what the call raised, or ``TimedOutError``."""
        try:
            said = self._said.get(timeout=max(seconds, 0))
        except Empty:
            if self._give_up is not None:
                self._give_up()
            raise TimedOutError("it gave no answer in time") from None
        if isinstance(said, _Raised):
            raise said.error
        return said.answer


class Patience:
    """Starts calls, and remembers which objects have calls that do not come back."""

    def __init__(self, most_hanging: int = MOST_HANGING) -> None:
        self._most_hanging = most_hanging
        self._running: Counter[str] = Counter()
        self._give_up: dict[str, Callable[[], None]] = {}
        self._lock = Lock()

    def when_late(self, name: str, give_up: Callable[[], None]) -> None:
        """From now on ``give_up`` is called when a call of the object ``name`` has not come back in time."""
        self._give_up[name] = give_up

    def start(self, name: str, call: Callable[[], AnswerT], most_hanging: int | None = None) -> Pending[AnswerT]:
        """Start ``call`` for the object ``name``; while too many of its calls still run, it only times out."""
        most = self._most_hanging if most_hanging is None else most_hanging
        said: SimpleQueue[_Answered[AnswerT] | _Raised] = SimpleQueue()
        with self._lock:
            if self._running[name] >= most:
                said.put(_Raised(NotStartedError(f"{self._running[name]} earlier calls have not come back")))
                return Pending(said)
            self._running[name] += 1
        Thread(target=self._run, args=(name, call, said), name=f"plugin-{name}", daemon=True).start()
        return Pending(said, self._give_up.get(name))

    def _run(self, name: str, call: Callable[[], AnswerT], said: SimpleQueue[_Answered[AnswerT] | _Raised]) -> None:
        try:
            outcome: _Answered[AnswerT] | _Raised = _Answered(call())
        except Exception as error:  # noqa: BLE001 - it is raised again where somebody waits
            outcome = _Raised(error)
        except BaseException as error:  # noqa: BLE001 - an exit asked for in there must not end who waits out here
            outcome = _Raised(EndingRefusedError(told(error)))
        with self._lock:
            self._running[name] -= 1
        said.put(outcome)
