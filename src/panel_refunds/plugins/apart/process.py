"""One process of a plugin, from its start to its end, as its parent sees it.

It is started afresh, not forked: it inherits two descriptors, the way to import what we can import, and nothing else.
Its answers are read by a thread; any number of callers may wait at once. When it ends, by itself, by the kernel's hand
or ours, everybody who waits is told so, and what became of their call nobody knows.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any

import msgspec

from panel_refunds.plugins.apart.frames import Frames, FrameTooLargeError
from panel_refunds.plugins.apart.parcels import pack
from panel_refunds.plugins.apart.said import OPENED, Asking, Logged, Opening, RaisedApartError, Said, as_error
from panel_refunds.plugins.apart.values import UnreadableValueError, decode
from panel_refunds.plugins.deadline import NotStartedError, TimedOutError

PROGRAM = "panel_refunds.plugins.apart.child"
START_SECONDS = 30
LONGEST_CALL_SECONDS = 120
_KEPT_ENVIRONMENT = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "PYTHONPYCACHEPREFIX",
)
_ENDED = Said()
_SAID = msgspec.json.Decoder(Said)


class ProcessEndedError(Exception):
    """The plugin's process ended while a call was under way; what became of the call is unknown."""


class Process:
    """A running process; ``hear`` gets its log lines."""

    def __init__(self, opening: Opening, hear: Callable[[Logged], None]) -> None:
        self._hear = hear
        self._waiting: dict[int, SimpleQueue[Said]] = {OPENED: SimpleQueue()}
        self._last = OPENED
        self._lock = Lock()
        self._why: str | None = None
        ours, theirs = socket.socketpair()
        life_end, self._life_line = os.pipe()
        try:
            self._frames = Frames(ours)
            self._sending = Frames(ours, most=1 << 31)
            self._child = subprocess.Popen(  # noqa: S603 - our own program, with numbers as arguments
                [sys.executable, "-P", "-m", PROGRAM, str(theirs.fileno()), str(life_end)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(), life_end),
                env=_environment(os.environ),
                start_new_session=True,
            )
        except BaseException:
            ours.close()
            os.close(self._life_line)
            raise
        finally:
            theirs.close()
            os.close(life_end)
        Thread(target=self._read, name=f"apart-{opening.plugin}", daemon=True).start()
        with suppress(OSError):  # it has ended already; whoever waits for its opening is told
            self._sending.send(pack(opening))

    @property
    def pid(self) -> int:
        """Its number among the processes of this machine."""
        return self._child.pid

    @property
    def ended(self) -> bool:
        """Whether nothing can be asked of it any more."""
        return self._why is not None

    @property
    def busy(self) -> bool:
        """Whether somebody waits for the answer to a call."""
        return bool(self._waiting.keys() - {OPENED})

    def opened(self) -> Any:
        """What it says once the plugin is open; raises what was raised there, TimedOutError when it does not open."""
        return self._wait(OPENED, START_SECONDS)

    def ask(self, method: str, args: tuple[Any, ...], named: Mapping[str, Any], now: datetime) -> Any:
        """Call a method of its object and wait for the answer; raises what that raises, or ProcessEndedError.

        NotStartedError when it had ended before: then nothing was sent.
        """
        with self._lock:
            if self._why is not None:
                raise NotStartedError(f"its process ended: {self._why}")
            self._last += 1
            number = self._last
            self._waiting[number] = SimpleQueue()
        try:
            self._sending.send(pack(Asking(number, method, args, named, now)))
        except OSError:
            pass  # its end is near; the reader tells how it ended
        except BaseException:
            self._waiting.pop(number, None)
            raise
        return self._wait(number, LONGEST_CALL_SECONDS)

    def end(self, why: str) -> None:
        """Kill it; ``why`` is what those hear who wait for an answer."""
        with self._lock:
            self._why = self._why or why
        with suppress(OSError):
            self._child.kill()

    def close(self) -> None:
        """Kill it, and come back when it is gone."""
        self.end("it was closed")
        self._child.wait()

    def _wait(self, number: int, seconds: float) -> Any:
        try:
            said = self._waiting[number].get(timeout=seconds)
        except Empty:
            self.end("it gave no answer in time")
            raise TimedOutError(f"it gave no answer in {seconds} seconds") from None
        finally:
            self._waiting.pop(number, None)
        if said is _ENDED:
            raise ProcessEndedError(f"its process ended: {self._why}")
        if said.raised is not None:
            if said.raised.type == "MemoryError":
                self.end("it had no memory left")
            raise as_error(said.raised)
        try:
            return decode(said.answer)
        except UnreadableValueError as error:
            raise RaisedApartError(f"its answer cannot be read: {error}") from None

    def _read(self) -> None:
        """Until its end: answers to those who wait, lines to the log."""
        why = self._read_all()
        self.end(why or "it closed its connection")
        code = self._child.wait()
        with self._lock:
            if why is None and self._why == "it closed its connection":
                self._why = f"signal {-code}" if code < 0 else f"exit code {code}"
            waiting = list(self._waiting.values())
        self._frames.line.close()
        os.close(self._life_line)
        for queue in waiting:
            queue.put(_ENDED)

    def _read_all(self) -> str | None:
        """None when it went; otherwise why it has to go."""
        try:
            while (frame := self._frames.receive()) is not None:
                said = _SAID.decode(frame)
                if said.logged is not None:
                    self._hear(said.logged)
                elif (queue := self._waiting.get(said.number)) is not None:
                    queue.put(said)
        except FrameTooLargeError as error:
            return f"it sent too much ({error})"
        except Exception as error:  # noqa: BLE001 - a process that talks nonsense is ended, whatever the nonsense is
            return f"it sent what cannot be read ({type(error).__name__})"
        return None


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    """What the process may know of ours: where programs and certificates are, and from where to import; no secret."""
    kept = {name: ours[name] for name in _KEPT_ENVIRONMENT if name in ours}
    # Two arenas, because each counts with 64 MiB of addresses.
    return kept | {
        "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path),
        "MALLOC_ARENA_MAX": "2",
    }
