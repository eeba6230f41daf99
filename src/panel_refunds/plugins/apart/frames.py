"""Frames on the socket between us and a plugin's process: four bytes of length, then so many bytes.

The length is believed only up to a limit, so that a process which says that four gigabytes are on their way is not
waited for. Two threads may send at once; their frames do not mix.
"""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass, field
from threading import Lock

MOST_BYTES = 4 * 1024 * 1024
"""More than any answer of the contract needs: a page of a change feed has some hundred kilobytes."""
_LENGTH = struct.Struct(">I")


class FrameTooLargeError(Exception):
    """A frame, announced or about to be sent, has more bytes than are allowed."""


@dataclass(frozen=True, slots=True)
class Frames:
    """Sends and receives frames; ``most`` bounds what is received and what is sent."""

    line: socket.socket
    most: int = MOST_BYTES
    _sending: Lock = field(default_factory=Lock)

    def send(self, body: bytes) -> None:
        """Send one frame whole; OSError when nobody is at the other end."""
        if len(body) > self.most:
            raise FrameTooLargeError(f"{len(body)} bytes, and at most {self.most} may be sent")
        with self._sending:
            self.line.sendall(_LENGTH.pack(len(body)) + body)

    def receive(self) -> bytes | None:
        """The next frame, None when the other end is gone; FrameTooLargeError when too much is announced."""
        head = self._exactly(_LENGTH.size)
        if head is None:
            return None
        (length,) = _LENGTH.unpack(head)
        if length > self.most:
            raise FrameTooLargeError(f"{length} bytes are announced, and at most {self.most} are taken")
        return self._exactly(length)

    def _exactly(self, count: int) -> bytes | None:
        parts: list[bytes] = []
        while count:
            try:
                part = self.line.recv(min(count, 1 << 16))
            except OSError:
                return None
            if not part:
                return None
            parts.append(part)
            count -= len(part)
        return b"".join(parts)
