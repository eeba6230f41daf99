"""What the kit asks of a gateway's stand-in: its address and settings, what happens there, and what is true there.

Three things are kept apart, as at a real vendor: what the adapter is *told* over HTTP, what a person does at the
vendor's own pages (take a payment, dispute it, refund it by hand), and what is *true* there (``refunds_of``), which the
kit compares with what the adapter claims. Nothing of a peer may read the adapter.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import ClassVar, Literal, get_args

from panel_refunds.money import Money
from panel_refunds.ports import DisputeState
from panel_refunds_testkit.peer.adapter_peer import Account, AdapterPeer

__all__ = ["Account", "Delivery", "GatewayPeer", "PeerRefund", "Word"]

Word = Literal["succeeded", "pending", "action_required", "failed", "canceled", "unheard_of", "insufficient_balance"]
"""What the peer does with the next refund it is asked for: a status of the refund, a status word that no documentation
has, or a refusal because the account has not enough money."""
MEANINGS: Mapping[Word, str] = MappingProxyType(
    {
        "succeeded": "The refund is made and done. What becomes of every refund unless something else is told.",
        "pending": "It is made, and what becomes of it is told later.",
        "action_required": "It is made, and somebody has to do something at the vendor before it goes on.",
        "failed": "It is made, and failed at once: it exists, and nothing goes back.",
        "canceled": "It is made, and was called off: it exists, and nothing goes back.",
        "unheard_of": "It is made, in a status that no documentation has: any word that the adapter cannot know.",
        "insufficient_balance": "It is refused, and not made: the account has not enough money.",
    }
)
"""The words one by one, as the README has them."""


def leave_out(word: Word) -> str:
    """What an author does who finds no such thing in the vendor's documentation."""
    return f"(If the vendor has no such thing, leave {word!r} out of the peer's `words`.)"


@dataclass(frozen=True, slots=True)
class PeerRefund:
    """A refund as it truly is at the vendor; ``key`` and ``attempt_id`` are what came with the request, if anything."""

    ref: str
    payment: str
    amount: Money
    status: str
    key: str | None = None
    attempt_id: str | None = None
    made_at: datetime | None = None

    @property
    def counts(self) -> bool:
        """Whether the customer has, or will have, this money: all but failed and canceled."""
        return self.status not in ("failed", "canceled")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One webhook as the vendor would post it: the very bytes, the headers, and what it is about.

    ``headers`` are empty where the vendor signs inside the body; where it gives no id, ``event_id`` is the SHA-256 of
    the bytes, so that the same delivery again is the same event.
    """

    raw: bytes
    headers: Mapping[str, str]
    event_id: str
    kind: Literal["refund", "payment", "dispute", "warning"]
    ref: str


class GatewayPeer(AdapterPeer):
    """One vendor, with two merchant accounts that know nothing of each other; use it as a context manager.

    Everything takes any number of threads at once. Amounts are ``Money``; refs are the vendor's own ids, as the panel
    would have them from the vendor's checkout.
    """

    refund_requests: ClassVar[str]
    """The requests that make a refund, as ``METHOD path`` with ``*`` for anything: ``POST /v1/refunds``."""
    method: ClassVar[str] = "card"
    """How the payments that it takes are paid."""
    currency: ClassVar[str] = "USD"
    """The currency in which payments are taken where a check does not care."""
    currencies: ClassVar[tuple[str, ...]] = ("USD", "JPY", "KWD")
    """Currencies in which it takes payments: one for each number of digits that the vendor has, more if you like."""
    words: ClassVar[tuple[Word, ...]] = get_args(Word)
    """What may become of a refund at this vendor: ``next_refund`` and ``become`` are called with these words only."""
    webhook_tolerance: ClassVar[timedelta | None] = None
    """How old a delivery may be where the vendor signs its moment; None where it signs none."""

    @property
    def says_later(self) -> bool:
        """Whether the vendor's documentation has a word for *later* (too many requests, busy), which ``busy`` says."""
        return True

    @abstractmethod
    def take_payment(self, amount: Money, *, fee: Money | None, account: Account = "first") -> str:
        """A customer paid; returns what the panel knows the payment by. ``fee`` None: not known there yet."""

    def change_payer(self) -> None:
        """From now on somebody else pays, from another account; until then all payments come from one.

        Only called where ``fingerprints`` is a capability.
        """
        raise RuntimeError("a peer of a gateway with fingerprints needs change_payer")

    @abstractmethod
    def tell_fee(self, payment: str, fee: Money) -> None:
        """The fee of a payment becomes known."""

    @abstractmethod
    def tell_dispute(self, payment: str, state: DisputeState) -> None:
        """The payment's dispute has this state from now on; only called where ``disputes`` is a capability."""

    @abstractmethod
    def refund_outside(self, payment: str, amount: Money) -> str:
        """Somebody refunds in the vendor's own pages; returns the refund's ref."""

    @abstractmethod
    def next_refund(self, word: Word) -> None:
        """What becomes of the next refund that is asked for."""

    @abstractmethod
    def become(self, refund: str, status: Literal["succeeded", "failed", "canceled"]) -> None:
        """A refund gets another status there: what was pending ends, or what had succeeded fails late."""

    def busy(self, times: int = 1) -> None:
        """So many requests for a refund from now on are answered with the vendor's word for *later*; none of them runs.

        Where the vendor has several such words, each is said in turn. Only called where ``says_later``.
        """
        raise RuntimeError(f"a peer needs busy({times}); where the vendor has no word for it, says_later is False")

    @abstractmethod
    def refunds_of(self, payment: str) -> Sequence[PeerRefund]:
        """Every refund of the payment that truly exists, however it was made; never read over HTTP."""

    @abstractmethod
    def deliveries(self) -> Sequence[Delivery]:
        """The webhooks about everything that happened since the last call, in order, signed; none without webhooks."""

    @abstractmethod
    def new_webhook_secret(self) -> None:
        """Start to roll the webhook secret; only called where ``webhook_auth`` is ``secrets``.

        From now on deliveries are signed with the new one, and ``settings`` has both.
        """
