"""A place to bring messages to over HTTP, with everything but its wording.

An author writes ``read`` (a request as what arrived, or None where the sender is nobody) and ``reply`` (what the place
answers to each of its words, and to a message that it took), with ``settings`` and ``wrong_settings``.
"""

from __future__ import annotations

import secrets
from abc import abstractmethod
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock
from typing import Literal

from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.clock import PeerClock
from panel_refunds_testkit.peer.notifier_peer import Arrived, NotifierPeer, Reply
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest, PeerServer


class BookedNotifierPeer(NotifierPeer):
    """The server, its keys and what arrived."""

    def __init__(self) -> None:
        self.clock = PeerClock()
        self.keys: dict[Account, str] = {"first": self.new_secret("key"), "second": self.new_secret("key")}
        self.server = PeerServer(self._answer)
        self._lock = Lock()
        self._arrived: list[Arrived] = []
        self._script: deque[Reply] = deque()

    @abstractmethod
    def read(self, request: PeerRequest) -> Arrived | None:
        """What a request brings; None where the sender is not known there."""

    @abstractmethod
    def reply(self, word: Literal["taken", "unknown_sender"] | Reply) -> PeerReply:
        """What the place answers; for ``cut`` and ``silent`` what it would have answered, had it not broken off."""

    def new_secret(self, noun: str) -> str:
        """A secret that cannot be a part of anything else."""
        return f"{noun}_{secrets.token_hex(20)}"

    def _answer(self, request: PeerRequest) -> PeerReply:
        found = self.read(request)
        if found is None:
            return self.reply("unknown_sender")
        with self._lock:
            word = self._script.popleft() if self._script else "taken"
            if word in ("taken", "cut", "silent"):
                self._arrived.append(found)
        if word in ("cut", "silent"):
            return replace(
                self.reply("taken"), body=b'{"a": "body"}', status=200, arrives="half" if word == "cut" else "never"
            )
        return self.reply(word)

    @property
    def url(self) -> str:
        """Where it listens."""
        return self.server.url

    def arrived(self) -> Sequence[Arrived]:
        """Every message that was taken."""
        with self._lock:
            return tuple(self._arrived)

    def next_reply(self, reply: Reply) -> None:
        """What becomes of the next message."""
        with self._lock:
            self._script.append(reply)

    def requests_seen(self) -> Sequence[str]:
        """Every request that reached the server."""
        return [f"{request.method} {request.path}" for request in self.server.seen]

    def start(self) -> None:
        """Listen."""
        self.server.start()

    def stop(self) -> None:
        """Stop listening."""
        self.server.stop()
