"""What the kit asks of the place a notifier brings messages to: what arrived there, and what it says next."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar, Literal

from panel_refunds_testkit.peer.adapter_peer import Account, AdapterPeer

Reply = Literal["broken", "cut", "silent", "never", "later"]
"""What becomes of the next message: it is not taken now (an error of the server's), it is taken and the answer breaks
off, the connection ends without an answer, it is refused for good, or nothing is taken for ``wait_seconds``."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message as it arrived: ``key`` recognises a repeated one, ``text`` is what a person reads.

    ``headers`` (names in lower case) and ``recipients`` are what a text must never be able to change.
    """

    key: str | None
    text: str
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    recipients: tuple[str, ...] = ()
    account: Account = "first"


class NotifierPeer(AdapterPeer):
    """One place, with two accounts."""

    replies: ClassVar[Collection[Reply]] = ("broken", "cut", "silent", "never", "later")
    """What the place may do with a message; ``next_reply`` is called with these only."""
    keeps_keys: ClassVar[bool] = True
    """Whether it is told the key, so that a repeated message can be recognised there."""
    markup: ClassVar[bool] = False
    """Whether it shows texts with markup, so that a text must have its own signs escaped."""
    wait_seconds: ClassVar[int] = 37
    """How long nothing is taken after ``later``; what the notifier says for places that name no time."""

    @abstractmethod
    def arrived(self) -> Sequence[Arrived]:
        """Every message that was taken, in order, repeated ones too."""

    @abstractmethod
    def next_reply(self, reply: Reply) -> None:
        """What becomes of the next message."""
