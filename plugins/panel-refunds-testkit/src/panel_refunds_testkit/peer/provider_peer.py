"""What the kit asks of an order provider's stand-in: orders that stand somewhere, and what reached it.

Words are the provider's own (``words`` says which it has for which of ours), ids too. What the kit does by calling a
method is what a person does at the provider's own pages; what the adapter does comes over the wire.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Literal

from panel_refunds_testkit.peer.adapter_peer import Account, AdapterPeer

Remains = int | str | None
Spoilt = Literal["empty", "half", "garbage", "gone"]
NEEDED = ("in_progress", "completed", "partial", "canceled")


@dataclass(frozen=True, slots=True)
class OrderDelivery:
    """One webhook as the provider would post it: the very bytes, the headers, and which order it is about."""

    raw: bytes
    headers: Mapping[str, str]
    event_id: str
    ref: str


@dataclass(frozen=True, slots=True)
class Placement:
    """A raw answer to placing an order; ``order`` is its id where it was placed."""

    raw: bytes
    http_status: int
    order: str | None = None


class ProviderPeer(AdapterPeer):
    """One provider, with two accounts that know nothing of each other."""

    words: ClassVar[Mapping[str, str]]
    """Its word for each of our statuses that it has: in_progress, completed, partial, canceled, any others."""
    tells_order_errors: ClassVar[bool] = True
    """Whether it can say of one order that something is wrong with it (``fail``)."""
    tells_strangers: ClassVar[bool] = True
    """Whether its answers can name orders that were not asked for (``add_stranger``)."""
    any_status: ClassVar[bool] = False
    """Whether its whole, true answers come with any HTTP status, as some panels send them."""
    webhook_tolerance: ClassVar[timedelta | None] = None
    """How old a delivery may be where the provider signs its moment; None where it signs none."""

    @abstractmethod
    def place(self, word: str, *, remains: Remains = None, quantity: int = 1000, account: Account = "first") -> str:
        """There is an order that stands at ``word``; its id. ``remains`` goes out as it is, a number or a text."""

    @abstractmethod
    def change(self, ref: str, word: str, remains: Remains = None) -> None:
        """The order stands there from now on."""

    def fail(self, ref: str) -> None:
        """From now on it says of this order that something is wrong with it, and nothing else."""
        del ref
        raise RuntimeError("a peer that tells errors of single orders needs fail")

    def add_stranger(self, ref: str) -> None:
        """From now on answers to questions about several orders name this one too."""
        del ref
        raise RuntimeError("a peer that can name orders that were not asked for needs add_stranger")

    @abstractmethod
    def orders_asked(self) -> Sequence[Sequence[str]]:
        """The ids in each question about orders that reached it."""

    def next_wish(self, answer: Literal["accepted", "refused"]) -> None:
        """What becomes of the next wish to cancel or refill; only called where the capabilities have wishes."""
        del answer
        raise RuntimeError("a peer of a provider that takes wishes needs next_wish")

    def wishes(self) -> Sequence[tuple[str, str]]:
        """Each wish that reached it: ``cancel`` or ``refill``, and the order."""
        return ()

    def placements(self) -> Mapping[Literal["accepted", "refused"], Placement]:
        """Its raw answers to placing an order, one that took it and one that clearly did not; empty without any."""
        return {}

    def spoil(self, how: Spoilt) -> None:
        """What the adapter reads is spoilt from now on; only called where nobody is asked over HTTP."""
        del how
        raise RuntimeError("a peer that is not asked over HTTP needs spoil")

    def deliveries(self) -> Sequence[OrderDelivery]:
        """The webhooks about everything that happened since the last call; only called where there are any."""
        return ()

    def new_webhook_secret(self) -> None:
        """Start to roll the webhook secret: deliveries are signed with the new one, and ``settings`` has both."""
        raise RuntimeError("a peer of a provider with webhooks needs new_webhook_secret")
