"""All of Stripe that there is here: accounts in both modes, keys, the idempotency store, and what was asked so far.

One lock guards it. Whoever reads or changes something holds it, and it is held only for as long as that takes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from panel_refunds.testing.fake_stripe.books import Books, Conduct, Json
from panel_refunds.testing.fake_stripe.faults import Faults
from panel_refunds.testing.fake_stripe.idempotency import IdempotencyStore
from panel_refunds.testing.fake_stripe.keys import KeyRing
from panel_refunds.testing.fake_stripe.webhooks import Webhooks


@dataclass(slots=True)
class Request:
    """One request, as it came and as far as it got.

    ``http_status`` is None while it is under way and when the caller got no answer; ``executed`` tells whether it ran
    to its end, ``replayed`` whether the idempotency store answered. ``headers`` are in lower case, without the key.
    """

    request_id: str
    method: str
    path: str
    params: Mapping[str, Any]
    headers: Mapping[str, str]
    at: datetime
    key: str
    fault: str | None = None
    http_status: int | None = None
    executed: bool = False
    replayed: bool = False

    @property
    def idempotency_key(self) -> str | None:
        """The key it was sent with."""
        return self.headers.get("idempotency-key")


class World:
    """The state behind the API and the controls."""

    def __init__(self, now: Callable[[], datetime], account: str, webhook_secret: str) -> None:
        self.now = now
        self.account = account
        self.lock = threading.RLock()
        self.keys = KeyRing()
        self.faults = Faults()
        self.idempotency = IdempotencyStore(now)
        self.webhooks = Webhooks(now, webhook_secret)
        self.conduct = Conduct()
        self._books: dict[tuple[str, bool], Books] = {}
        self._requests: list[Request] = []
        self._asked = threading.Condition(self.lock)
        self.add_account(account, connected=False)

    def add_account(self, account: str, *, connected: bool) -> None:
        """Open the books of an account; a ``connected`` one can be reached with the platform's keys."""
        with self.lock:
            for livemode in (False, True):
                books = Books(account, livemode, self.now, self.webhooks.publish, self.conduct, connected)
                self._books.setdefault((account, livemode), books)

    def books(self, account: str | None = None, *, livemode: bool = False) -> Books:
        """The books of an account, by default the platform's own. ``KeyError`` when there is no such account."""
        return self._books[account or self.account, livemode]

    def all_books(self) -> Iterator[Books]:
        """The books of every account in both modes."""
        return iter(self._books.values())

    def owner_of(self, ref: str) -> tuple[Books, Json]:
        """The object with this id and the books it stands in. ``KeyError`` names what is nowhere."""
        for books in self._books.values():
            found = books.find(ref)
            if found is not None:
                return books, found
        raise KeyError(ref)

    def is_elsewhere(self, books: Books, ref: str) -> bool:
        """Whether the same account has an object with this id in the other mode."""
        return self._books[books.account, not books.livemode].find(ref) is not None

    # ---------------------------------------------------------------- what was asked

    def note(self, request: Request) -> Request:
        """Write down a request as it arrives; whoever waits for it is told."""
        with self._asked:
            self._requests.append(request)
            self._asked.notify_all()
        return request

    def new_request_id(self) -> str:
        """``req_…``, in the order in which requests came."""
        with self.lock:
            return f"req_fake{len(self._requests) + 1:010}"

    def tell_waiting(self) -> None:
        """Something about a request changed."""
        with self._asked:
            self._asked.notify_all()

    def requests(self) -> tuple[Request, ...]:
        """Copies of all requests, as they stand."""
        with self.lock:
            return tuple(replace(request) for request in self._requests)

    def wait_for(self, enough: Callable[[Iterable[Request]], bool], seconds: int) -> None:
        """Come back when the requests so far are ``enough``. ``TimeoutError`` when that takes longer."""
        with self._asked:
            if not self._asked.wait_for(lambda: enough(self._requests), seconds):
                raise TimeoutError(f"that did not happen within {seconds} seconds; {len(self._requests)} requests came")
