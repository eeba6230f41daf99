"""Opening the one file this provider may read, and nothing else.

The way is walked folder by folder, each opened inside the one before and none through a symbolic link, so that nobody
who can write into the tenant's folder can point us elsewhere while we walk. Only a regular file of a bearable size is
read; a pipe or a device would keep us waiting for ever.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from panel_refunds_csv_orders.faults import UnreadableError

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is open for reading, and when it was last changed."""

    stream: BinaryIO
    changed_at: datetime
    seen: tuple[int, int, int]

    def is_unchanged(self) -> bool:
        """Whether it still is as it was when it was opened."""
        return _seen(os.fstat(self.stream.fileno())) == self.seen


@contextmanager
def open_below(folder: Path | None, file: PurePosixPath, *, largest: int) -> Iterator[Opened]:
    """``file`` below ``folder``, or from the root where it is absolute; ``UnreadableError`` says why not."""
    if folder is None and not file.is_absolute():
        raise UnreadableError("There is no folder to look for the file in.")
    start = Path("/") if file.is_absolute() else Path(folder or "/")
    parts = file.parts[1:] if file.is_absolute() else file.parts
    number = _walk(start, parts)
    state = os.fstat(number)
    if not stat.S_ISREG(state.st_mode):
        os.close(number)
        raise UnreadableError("It is not a file.")
    with os.fdopen(number, "rb") as stream:
        if state.st_size > largest:
            raise UnreadableError(f"The file has more than {largest} bytes.")
        changed_at = datetime.fromtimestamp(state.st_mtime_ns // 10**9, UTC)
        yield Opened(stream, changed_at, _seen(state))


def _walk(start: Path, parts: tuple[str, ...]) -> int:
    here = -1
    try:
        here = os.open(start, _FOLDER)
        for part in parts[:-1]:
            inner = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=here)
            os.close(here)
            here = inner
        return os.open(parts[-1], _FILE, dir_fd=here)
    except FileNotFoundError:
        raise UnreadableError("There is no file yet.") from None
    except OSError as problem:
        text = f"The file cannot be opened ({problem.strerror}); a symbolic link is not followed."
        raise UnreadableError(text) from None
    finally:
        if here >= 0:
            os.close(here)


def _seen(state: os.stat_result) -> tuple[int, int, int]:
    return state.st_ino, state.st_size, state.st_mtime_ns
