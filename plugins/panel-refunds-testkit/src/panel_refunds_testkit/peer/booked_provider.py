"""An order provider's stand-in with everything but its wording: books, clock, server, webhooks.

An author writes ``answer`` (the provider's routes and words), ``settings`` with ``wrong_settings``, ``placements``, and
``sign`` where the provider tells of changes by itself. In ``answer``, ``books.look`` gives the orders of a
question, and ``books.wish`` says what becomes of a wish.
"""

from __future__ import annotations

import secrets
from abc import abstractmethod
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Literal

from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.clock import PeerClock
from panel_refunds_testkit.peer.provider_peer import OrderDelivery, ProviderPeer, Remains
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest, PeerServer


@dataclass(frozen=True, slots=True)
class PeerOrder:
    """An order as it truly is at the provider; of one that ``failed`` it only says that something is wrong."""

    ref: str
    account: Account
    word: str
    remains: Remains
    quantity: int
    failed: bool = False


@dataclass(frozen=True, slots=True)
class OrderChange:
    """Something that happened to an order."""

    event_id: str
    ref: str
    account: Account


class ProviderBooks:
    """The orders of both accounts, and all that was asked and wished."""

    def __init__(self, new_id: Callable[[int], str] = str) -> None:
        self._new_id = new_id
        self.lock = Lock()
        self.asked: list[tuple[str, ...]] = []
        self.wishes: list[tuple[str, str]] = []
        self.changes: list[OrderChange] = []
        self.script: deque[Literal["accepted", "refused"]] = deque()
        self._orders: dict[str, PeerOrder] = {}
        self._strangers: list[str] = []
        self._refills: dict[str, Account] = {}

    def place(self, word: str, remains: Remains, quantity: int, account: Account) -> str:
        """There is another order."""
        with self.lock:
            ref = self._new_id(240_000 + len(self._orders) * 7 + 1)
            self._orders[ref] = PeerOrder(ref, account, word, remains, quantity)
        return ref

    def change(self, ref: str, word: str, remains: Remains) -> None:
        """The order stands elsewhere."""
        with self.lock:
            order = self._orders[ref]
            self._orders[ref] = replace(order, word=word, remains=remains)
            self.changes.append(OrderChange(f"evt_{secrets.token_hex(6)}", ref, order.account))

    def fail(self, ref: str) -> None:
        """Something is wrong with the order."""
        with self.lock:
            self._orders[ref] = replace(self._orders[ref], failed=True)

    def add_stranger(self, ref: str) -> None:
        """Answers about several orders name this one too."""
        with self.lock:
            self._strangers.append(ref)

    def look(self, account: Account, refs: Sequence[str]) -> dict[str, PeerOrder | None]:
        """The orders that a question names, and the strangers that come with them; None for those that are not there.

        The question is noted.
        """
        with self.lock:
            self.asked.append(tuple(refs))
            named = [*refs, *(self._strangers if len(refs) > 1 else ())]
            found = {ref: self._orders.get(ref) for ref in dict.fromkeys(named)}
        return {ref: order if order and order.account == account else None for ref, order in found.items()}

    def wish(
        self, account: Account, wish: Literal["cancel", "refill"], ref: str
    ) -> Literal["accepted", "refused", "not_found"]:
        """Note a wish; what becomes of it."""
        with self.lock:
            self.wishes.append((wish, ref))
            order = self._orders.get(ref)
            if order is None or order.account != account:
                return "not_found"
            return self.script.popleft() if self.script else "accepted"

    def new_refill(self, account: Account) -> str:
        """The id of a refill that begins."""
        with self.lock:
            refill = str(880_000 + len(self._refills) * 3 + 1)
            self._refills[refill] = account
        return refill

    def has_refill(self, account: Account, refill: str) -> bool:
        """Whether the account has a refill of this id."""
        return self._refills.get(refill) == account


class BookedProviderPeer(ProviderPeer):
    """The provider's books and server; ``webhook_secrets`` are the first account's, the newest last."""

    def __init__(self) -> None:
        self.clock = PeerClock()
        self.books = ProviderBooks(self.new_id)
        self.keys: dict[Account, str] = {"first": self.new_secret("key"), "second": self.new_secret("key")}
        self.webhook_secrets = [self.new_secret("hook")]
        self.second_webhook_secrets = [self.new_secret("hook")]
        self.server = PeerServer(self.answer)
        self._told = 0

    @abstractmethod
    def answer(self, request: PeerRequest) -> PeerReply:
        """What the provider answers to one request; called by many threads at once."""

    def sign(self, change: OrderChange) -> OrderDelivery | None:
        """The webhook about a change, signed with the newest secret; None where the provider sends none."""
        del change
        return None

    def new_id(self, number: int) -> str:
        """The id of an order, made from a number that no other has; the number itself where ids have no form."""
        return str(number)

    def new_secret(self, noun: str) -> str:
        """A secret that cannot be a part of anything else."""
        return f"{noun}_{secrets.token_hex(20)}"

    def account_of(self, key: str | None) -> Account | None:
        """The account whose key this is, or None."""
        return next((account for account, known in self.keys.items() if known == key), None)

    def webhook_secrets_of(self, account: Account) -> Sequence[str]:
        """The right webhook secrets of an account, the newest last."""
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

    def place(self, word: str, *, remains: Remains = None, quantity: int = 1000, account: Account = "first") -> str:
        """There is another order."""
        return self.books.place(word, remains, quantity, account)

    def change(self, ref: str, word: str, remains: Remains = None) -> None:
        """The order stands elsewhere."""
        self.books.change(ref, word, remains)

    def fail(self, ref: str) -> None:
        """Something is wrong with the order."""
        self.books.fail(ref)

    def add_stranger(self, ref: str) -> None:
        """Answers about several orders name this one too."""
        self.books.add_stranger(ref)

    def orders_asked(self) -> Sequence[Sequence[str]]:
        """The ids in each question."""
        return tuple(self.books.asked)

    def next_wish(self, answer: Literal["accepted", "refused"]) -> None:
        """What becomes of the next wish."""
        self.books.script.append(answer)

    def wishes(self) -> Sequence[tuple[str, str]]:
        """Each wish that came."""
        return tuple(self.books.wishes)

    def requests_seen(self) -> Sequence[str]:
        """Every request that reached the server."""
        return [f"{request.method} {request.path}" for request in self.server.seen]

    def deliveries(self) -> Sequence[OrderDelivery]:
        """The webhooks about everything since the last call."""
        with self.books.lock:
            fresh, self._told = self.books.changes[self._told :], len(self.books.changes)
        return [delivery for change in fresh if (delivery := self.sign(change)) is not None]

    def new_webhook_secret(self) -> None:
        """Start to roll the webhook secret."""
        self.webhook_secrets.append(self.new_secret("hook"))
        self.second_webhook_secrets.append(self.new_secret("hook"))
