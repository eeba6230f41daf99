"""What code does to the world outside, seen where the interpreter itself announces it.

The interpreter tells an *audit hook* of every file that is opened, every connection, process and thread. A hook stays
for as long as the process lives, so there is one, and it does nothing unless a ``Watch`` is under way. A watch sees its
own thread and the threads that are started from it, and nobody else's: the peer may work beside it.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal, Self

HERE = frozenset({"127.0.0.1", "::1", "localhost"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = frozenset(
    {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "sqlite3.connect"}
)
_PROCESSES = frozenset(
    {"subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn"}
)
_CONNECTIONS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"})
_NAMES = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
Kind = Literal["file", "connection", "process", "thread"]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done: to a file, over a connection (where to), with a process or a thread."""

    kind: Kind
    what: str


class ElsewhereError(OSError):
    """A connection to another machine, refused while somebody watches."""


class Watch:
    """Remembers the deeds of the block, also those of threads that it starts; connections elsewhere are refused."""

    def __init__(self) -> None:
        self.deeds: list[Deed] = []
        self._own = 0
        self._threads: list[threading.Thread] = []

    def of(self, *kinds: Kind) -> list[str]:
        """What was done of these kinds."""
        return [deed.what for deed in self.deeds if deed.kind in kinds]

    def __enter__(self) -> Self:
        _listen()
        self._own = threading.get_ident()
        _WATCHES.append(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        _WATCHES.remove(self)

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """One event of the interpreter's."""
        if not self._concerned():
            return
        if event == "open" and _writes(arguments):
            self._note("file", str(arguments[0]))
        elif event in _CHANGES and not _is_cache(arguments):
            self._note("file", f"{event} {arguments[0]}")
        elif event in _PROCESSES:
            self._note("process", f"{event} {arguments[:1]}")
        elif event in _NAMES:
            self._reach(str(arguments[0]), ":".join(str(part) for part in arguments[:2]))
        elif event in _CONNECTIONS and isinstance(arguments[1], tuple):
            self._reach(str(arguments[1][0]), ":".join(str(part) for part in arguments[1][:2]))

    def hear_start(self, thread: threading.Thread) -> None:
        """A thread is about to begin."""
        if self._concerned():
            self._threads.append(thread)
            self._note("thread", thread.name)

    def _concerned(self) -> bool:
        ident = threading.get_ident()
        if ident in _ASIDE:
            return False
        return ident == self._own or any(
            thread.ident == ident and thread.is_alive()
            for thread in self._threads  # idents are given again
        )

    def _reach(self, host: str, what: str) -> None:
        self._note("connection", what)
        if host not in HERE:
            raise ElsewhereError(f"the adapter reaches for {host}, which is not the peer")

    def _note(self, kind: Kind, what: str) -> None:
        self.deeds.append(Deed(kind, what))


def _writes(arguments: tuple[Any, ...]) -> bool:
    path, _, flags = arguments
    if not isinstance(flags, int) or not flags & _WRITING or _is_cache(arguments):
        return False
    return not isinstance(path, int) and os.fsdecode(path) != os.devnull


def _is_cache(arguments: tuple[Any, ...]) -> bool:
    """The interpreter keeps compiled modules; that is none of the adapter's doing."""
    path = arguments[0]
    return isinstance(path, str | bytes | os.PathLike) and "__pycache__" in os.fsdecode(path)


_WATCHES: list[Watch] = []
_ASIDE: set[int] = set()


@contextmanager
def aside() -> Iterator[None]:
    """What this thread does in the block is not the adapter's: a peer writes a file that the adapter will read."""
    ident = threading.get_ident()
    _ASIDE.add(ident)
    try:
        yield
    finally:
        _ASIDE.discard(ident)


_listening = threading.Lock()


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    for watch in _WATCHES:
        watch.hear(event, arguments)


def _started(thread: threading.Thread) -> None:
    """Stands in for ``Thread.start``, of which older interpreters announce nothing."""
    for watch in _WATCHES:
        watch.hear_start(thread)
    _START(thread)


_START = threading.Thread.start


def _listen() -> None:
    if _listening.acquire(blocking=False):
        sys.addaudithook(_hear)
        threading.Thread.start = _started  # type: ignore[assignment,method-assign]  # it calls the one it stands in for
