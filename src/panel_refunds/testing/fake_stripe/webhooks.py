"""Webhooks: events on their way to a subscriber, signed on the very bytes that are sent.

Nothing is sent anywhere until there is an address. Messages can be held, sent in another order, twice, or never; a test
may also take the signed bytes and carry them itself. A message that was not answered with 2xx waits with the held ones.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import httpx2

from panel_refunds.testing.fake_stripe.books import Json

SECONDS_FOR_AN_ANSWER = 20


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """One webhook as it goes over the wire: the raw body and the value of ``Stripe-Signature``."""

    event: str
    kind: str
    body: bytes
    signature: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One sending. ``http_status`` is None when no answer came, and ``problem`` then says why."""

    event: str
    kind: str
    http_status: int | None
    problem: str = ""

    @property
    def well(self) -> bool:
        """Whether it was taken."""
        return self.http_status is not None and 200 <= self.http_status < 300  # noqa: PLR2004 - 2xx


def sign(body: bytes, secrets: Iterable[str], at: datetime) -> str:
    """The header ``t=…,v1=…`` with one signature for each secret, and a ``v0`` that has to be ignored."""
    moment = int(at.timestamp())
    signed = f"{moment}.".encode() + body
    parts = [f"v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}" for secret in secrets]
    return ",".join([f"t={moment}", *parts, f"v0={hashlib.sha256(signed).hexdigest()}"])


class Webhooks:
    """The outbox of all accounts. Its methods may be called from any thread."""

    def __init__(self, now: Callable[[], datetime], secret: str) -> None:
        self._now = now
        self._secrets: tuple[str, ...] = (secret,)
        self._url: str | None = None
        self._held = False
        self._drops = 0
        self._events: dict[str, Json] = {}
        self._waiting: list[str] = []
        self._deliveries: list[Delivery] = []
        self._queue: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._under_way = 0
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    # ---------------------------------------------------------------- where and how

    @property
    def secrets(self) -> tuple[str, ...]:
        """What messages are signed with: one secret, or two while it is being rolled."""
        return self._secrets

    def sign_with(self, *secrets: str) -> None:
        """Sign with these from now on, each with a signature of its own."""
        self._secrets = secrets

    def send_to(self, url: str | None) -> None:
        """Send to this address from now on, also what waits (unless held); None: to nobody."""
        with self._changed:
            self._url = url
            if url is not None and not self._held:
                self._send(self._take_waiting(None))

    def hold(self) -> None:
        """Keep everything back until ``release``."""
        with self._changed:
            self._held = True

    def release(self, order: Sequence[str] | None = None, *, times: int = 1) -> list[str]:
        """Send what waits, in ``order`` (ids of events; others stay) or as it came, each so many ``times``; the ids.

        Without ``order`` nothing is held any more.
        """
        with self._changed:
            if order is None:
                self._held = False
            taken = [ref for ref in self._take_waiting(order) for _ in range(times)]
            self._send(taken)
            return taken

    def drop(self, *events: str) -> list[str]:
        """Lose these waiting messages for ever, all of them when none is named; their ids."""
        with self._changed:
            return self._take_waiting(events or None)

    def drop_next(self, count: int) -> None:
        """Lose the next ``count`` messages as soon as they are written. The events stay in the list of events."""
        with self._changed:
            self._drops += count

    def send_again(self, event: str) -> None:
        """Send an event that was sent or lost before. ``KeyError`` when there is none."""
        with self._changed:
            self._send([self._events[event]["id"]])

    # ---------------------------------------------------------------- by hand

    @property
    def waiting(self) -> tuple[str, ...]:
        """The ids of the events that wait, in the order in which they were written."""
        with self._changed:
            return tuple(self._waiting)

    def pull(self, *events: str, at: datetime | None = None) -> list[SignedMessage]:
        """Take the waiting messages (or these of them) off the line, signed as of ``at``, the present by default."""
        with self._changed:
            taken = self._take_waiting(events or None)
        return [self.signed(ref, at=at) for ref in taken]

    def signed(self, event: str, *, at: datetime | None = None, secrets: Iterable[str] | None = None) -> SignedMessage:
        """Any event as a message, signed as of ``at`` with ``secrets``. ``KeyError`` when there is none."""
        shown = self._events[event]
        body = json.dumps(shown, indent=2).encode()
        signature = sign(body, self._secrets if secrets is None else secrets, at or self._now())
        return SignedMessage(event, shown["type"], body, signature)

    # ---------------------------------------------------------------- what became of them

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """Every sending so far and how it was answered."""
        with self._changed:
            return tuple(self._deliveries)

    def wait_until_sent(self, seconds: int = 30) -> None:
        """Come back when nothing is under way. ``TimeoutError`` when that takes longer."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._under_way == 0, seconds):
                raise TimeoutError(f"{self._under_way} webhooks are still under way after {seconds} seconds")

    # ---------------------------------------------------------------- on the way

    def publish(self, event: Json) -> None:
        """Take a new event: send it, hold it or lose it."""
        with self._changed:
            self._events[event["id"]] = event
            if self._drops:
                self._drops -= 1
            elif self._held or self._url is None:
                self._wait(event["id"])
            else:
                self._send([event["id"]])

    def stop(self) -> None:
        """Send what is under way, then nothing more."""
        with self._changed:
            thread, self._thread = self._thread, None
            if thread is not None:
                self._queue.put(None)
        if thread is not None:
            thread.join()

    def _wait(self, ref: str) -> None:
        self._waiting.append(ref)
        self._events[ref]["pending_webhooks"] = 1

    def _take_waiting(self, order: Sequence[str] | None) -> list[str]:
        there = set(self._waiting)
        taken = list(self._waiting) if order is None else [ref for ref in order if ref in there]
        gone = set(taken)
        self._waiting = [ref for ref in self._waiting if ref not in gone]
        return taken

    def _send(self, events: list[str]) -> None:
        if self._url is None:
            for ref in events:
                self._wait(ref)
            return
        for ref in events:
            self._under_way += 1
            self._events[ref]["pending_webhooks"] = 1
            self._queue.put(ref)
        if events and self._thread is None:
            self._thread = threading.Thread(target=self._run, name="fake-stripe-webhooks", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        with httpx2.Client(timeout=SECONDS_FOR_AN_ANSWER, trust_env=False) as client:
            while (ref := self._queue.get()) is not None:
                delivery = self._deliver(client, self.signed(ref))
                with self._changed:
                    self._deliveries.append(delivery)
                    self._events[ref]["pending_webhooks"] = 0
                    if not delivery.well:
                        self._wait(ref)
                    self._under_way -= 1
                    self._changed.notify_all()

    def _deliver(self, client: httpx2.Client, message: SignedMessage) -> Delivery:
        url = self._url
        if url is None:
            return Delivery(message.event, message.kind, None, "there is no address any more")
        headers = {
            "content-type": "application/json; charset=utf-8",
            "stripe-signature": message.signature,
            "user-agent": "Stripe/1.0 (fake)",
        }
        try:
            answer = client.post(url, content=message.body, headers=headers)
        except (httpx2.HTTPError, httpx2.InvalidURL) as problem:
            return Delivery(message.event, message.kind, None, f"{type(problem).__name__}: {problem}")
        return Delivery(message.event, message.kind, answer.status_code)
