"""What the kit asks of the other side of any adapter: where it is, what a tenant would write for it, what reached it.

Two accounts of it know nothing of each other. An adapter that asks nobody (a rule, most fraud checks) has another side
too, which only says what it is tried with; there ``url`` is empty.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Self

from panel_refunds_testkit.peer.clock import PeerClock
from panel_refunds_testkit.peer.server import PeerServer

Account = Literal["first", "second"]


class AdapterPeer(ABC):
    """The other side, with two accounts; use it as a context manager. Any number of threads may at once."""

    plugin: Any
    """The plugin: the module (or object) with the hooks."""
    use: str
    """The name of its factory, as in ``use = "…"``."""

    clock: PeerClock
    """The vendor's clock; adapter and core read the same one."""

    @property
    @abstractmethod
    def url(self) -> str:
        """Where it listens: ``http://127.0.0.1:PORT``; empty where nobody is asked over HTTP."""

    @abstractmethod
    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """A tenant's settings for one of the accounts, with ``base_url`` in place of the vendor's address.

        Secrets stand in it as plain texts, and are recognisable: long, and not a part of any other text. The kit hands
        them over as the host does. Every webhook secret that is right at the moment is in it.
        """

    @abstractmethod
    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """Settings whose key the vendor does not accept (and whose webhook secret is not its own)."""

    @abstractmethod
    def requests_seen(self) -> Sequence[str]:
        """Every request that reached it, in order, as ``METHOD path``; what the kit does by method calls is none."""

    def mistakes(self) -> Sequence[Exception]:
        """What went wrong in the peer itself while it answered: its author's mistake, and no word of the vendor's."""
        server = getattr(self, "server", None)
        return server.mistakes if isinstance(server, PeerServer) else ()

    def reaches(self) -> Sequence[str]:
        """Where an adapter that does not speak HTTP may connect to, as ``host:port``: a database, a mail server."""
        return ()

    def folder_of(self, account: Account) -> Path | None:
        """The tenant's folder, for adapters that read files; None for all others."""
        del account
        return None

    @abstractmethod
    def start(self) -> None:
        """Listen."""

    @abstractmethod
    def stop(self) -> None:
        """Stop listening, end every connection."""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
