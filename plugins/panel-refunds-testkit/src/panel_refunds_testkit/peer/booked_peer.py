"""A gateway's stand-in with everything but the vendor's wording: books, clock, server, webhooks.

An author writes three things: ``answer`` (the vendor's routes and words), ``settings`` with ``wrong_settings``, and,
where the vendor sends webhooks, ``sign``.
"""

from __future__ import annotations

import secrets
from abc import abstractmethod
from collections import deque
from collections.abc import Sequence
from datetime import timedelta
from fnmatch import fnmatchcase
from itertools import cycle, islice
from typing import ClassVar, Literal

from panel_refunds.money import Money
from panel_refunds.ports import DisputeState
from panel_refunds_testkit.peer.books import PeerBooks, PeerChange
from panel_refunds_testkit.peer.clock import PeerClock
from panel_refunds_testkit.peer.gateway_peer import Account, Delivery, GatewayPeer, PeerRefund, Word
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest, PeerServer


class BookedPeer(GatewayPeer):
    """The vendor's books and server; ``webhook_secrets`` are the first account's, the newest last."""

    prefix: ClassVar[str] = ""
    """What every id that the books give begins with."""
    partial: ClassVar[bool] = True
    """Whether the vendor pays parts; if not, the books refuse them."""
    window: ClassVar[timedelta | None] = None
    """How long after its payment a refund is taken; None for ever."""
    max_refunds: ClassVar[int | None] = None
    """How many refunds of one payment there may be; None for any number."""
    later_replies: ClassVar[tuple[PeerReply, ...]] = (PeerReply(429, headers={"retry-after": "30"}),)
    """The vendor's words for *later*, whole answers, which ``busy`` says in turn; ``()`` where it documents none."""

    def __init__(self) -> None:
        self.clock = PeerClock()
        self.books = PeerBooks(
            self.clock,
            prefix=self.prefix,
            partial=self.partial,
            window=self.window,
            max_refunds=self.max_refunds,
        )
        self.keys: dict[Account, str] = {"first": self.new_secret("key"), "second": self.new_secret("key")}
        self.webhook_secrets = [self.new_secret("hook")]
        self.second_webhook_secrets = [self.new_secret("hook")]
        self.server = PeerServer(self._heard)
        self._told = 0
        self._laters: deque[PeerReply] = deque()

    @property
    def says_later(self) -> bool:
        """Whether there are any ``later_replies``."""
        return bool(self.later_replies)

    def busy(self, times: int = 1) -> None:
        """So many requests for a refund are answered with ``later_replies``, one after the other."""
        with self.books.lock:
            self._laters.extend(islice(cycle(self.later_replies), times))

    def _heard(self, request: PeerRequest) -> PeerReply:
        with self.books.lock:
            if self._laters and fnmatchcase(f"{request.method} {request.path}", self.refund_requests):
                return self._laters.popleft()
        return self.answer(request)

    @abstractmethod
    def answer(self, request: PeerRequest) -> PeerReply:
        """What the vendor answers to one request; called by many threads at once."""

    def sign(self, change: PeerChange) -> Delivery | None:
        """The webhook about a change, signed with the newest secret; None where the vendor sends none about that."""
        del change
        return None

    def new_secret(self, noun: str) -> str:
        """A secret that cannot be a part of anything else."""
        return f"{noun}_{secrets.token_hex(20)}"

    def account_of(self, key: str | None) -> Account | None:
        """The account whose key this is, or None."""
        return next((account for account, known in self.keys.items() if known == key), None)

    def webhook_secrets_of(self, account: Account) -> Sequence[str]:
        """The right webhook secrets of an account, the newest last; for vendors with one secret for each account."""
        return self.webhook_secrets if account == "first" else self.second_webhook_secrets

    @property
    def url(self) -> str:
        """Where it listens."""
        return self.server.url

    def start(self) -> None:
        """Listen."""
        self.server.start()

    def stop(self) -> None:
        """Stop listening."""
        self.server.stop()

    def take_payment(self, amount: Money, *, fee: Money | None, account: Account = "first") -> str:
        """A customer paid."""
        return self.books.take_payment(amount, fee=fee, account=account).ref

    def change_payer(self) -> None:
        """Somebody else pays from now on; payments carry who paid as ``payer``."""
        self.books.change_payer()

    def tell_fee(self, payment: str, fee: Money) -> None:
        """The fee of a payment becomes known."""
        self.books.change_payment(payment, fee=fee)

    def tell_dispute(self, payment: str, state: DisputeState) -> None:
        """The payment's dispute has this state."""
        self.books.change_payment(payment, dispute=state)

    def refund_outside(self, payment: str, amount: Money) -> str:
        """Somebody refunds in the vendor's own pages."""
        return self.books.refund_outside(payment, amount).ref

    def next_refund(self, word: Word) -> None:
        """What becomes of the next refund."""
        self.books.script.append(word)

    def become(self, refund: str, status: Literal["succeeded", "failed", "canceled"]) -> None:
        """A refund gets another status."""
        self.books.become(refund, status)

    def refunds_of(self, payment: str) -> Sequence[PeerRefund]:
        """Every refund of the payment that truly exists."""
        return self.books.refunds_of(payment)

    def requests_seen(self) -> Sequence[str]:
        """Every request that reached the server."""
        return [f"{request.method} {request.path}" for request in self.server.seen]

    def deliveries(self) -> Sequence[Delivery]:
        """The webhooks about everything since the last call."""
        with self.books.lock:
            fresh, self._told = self.books.changes[self._told :], len(self.books.changes)
        return [delivery for change in fresh if (delivery := self.sign(change)) is not None]

    def new_webhook_secret(self) -> None:
        """Start to roll the webhook secret."""
        self.webhook_secrets.append(self.new_secret("hook"))
        self.second_webhook_secrets.append(self.new_secret("hook"))
