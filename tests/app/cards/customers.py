"""Customers who pay by card, change their minds, and never give up asking: each wish has one key for ever."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
from tests.app.cards.fake_control import FakeControl
from tests.app.cards.processes import GATEWAY

AT_ONCE = 4
MOST_OPEN = 12
TRIES = 3000
AGAIN = {409: {"in_progress"}, 502: {"gateway_silent"}, 503: {"locked", "gateway_silent"}}


class Customers:
    """They come ``AT_ONCE`` at a time; ``approved`` are the requests that finance said yes to, by id."""

    def __init__(self, url: str, key: str, control: FakeControl, seed: float) -> None:
        self._url = url
        self._key = key
        self._control = control
        self._chance = random.Random(seed)
        self._lock = threading.Lock()
        self.asked = 0
        self.approved: dict[str, set[str]] = {}

    def come(self) -> None:
        """The next few: each pays, asks for part of it or for everything, and finance agrees."""
        self.wait_until_few_are_open(MOST_OPEN, patience=10.0)
        names = [f"c{self.asked + number}" for number in range(AT_ONCE)]
        with ThreadPoolExecutor(AT_ONCE) as threads:
            lucks = [random.Random(self._chance.random()) for _ in names]
            list(threads.map(self._live, names, lucks))
        self.asked += AT_ONCE

    def wait_until_few_are_open(self, most: int, *, patience: float) -> None:
        """Come back when at most so many refunds are still to be made, or when nobody waits any longer."""
        waiting = threading.Event()
        for _ in range(int(patience / 0.1)):
            if sum(len(each) for each in self.approved.values()) - len(self._control.refunds()) <= most:
                return
            waiting.wait(0.1)

    def _live(self, name: str, chance: random.Random) -> None:
        with httpx2.Client(timeout=30, trust_env=False) as client:
            everything = chance.random() < 0.25
            paid = dict(self._pay(client, name, number, chance) for number in range(2 if everything else 1))
            # Less than half of a payment: should it go out twice, Stripe has nothing against it, as with all of it.
            part = sum(paid.values()) * chance.randint(25, 45) // 100
            asked = {"customer": name, "amount": "all" if everything else _written(part), "subject": "Refund Request"}
            request = self._answered(client, "/requests", asked, f"{name}-request")
            assert request["state"] == "in_review", request
            self._answered(client, f"/requests/{request['id']}/approve", {"by": ["finance-1"]}, f"{name}-approval")
            with self._lock:
                self.approved[request["id"]] = set(paid)

    def _pay(self, client: httpx2.Client, name: str, number: int, chance: random.Random) -> tuple[str, int]:
        """Pay at Stripe, where every fifth refund will be pending at first, and tell the panel; charge and cents."""
        cents = chance.randint(10_00, 90_00)
        charge, intent = self._control("add_charge", cents, "usd")
        if chance.random() < 0.2:
            self._control("script_refunds", "pending", charge=charge)
        body = {
            "customer": name,
            "gateway": GATEWAY,
            "payment": chance.choice((charge, intent)),
            "amount": _written(cents),
        }
        self._answered(client, "/deposits", body, f"{name}-payment-{number}")
        return str(charge), cents

    def _answered(self, client: httpx2.Client, path: str, body: Any, key: str) -> Any:
        """Say it until it is answered, whatever dies meanwhile."""
        waiting = threading.Event()
        headers = {"authorization": f"Bearer {self._key}", "idempotency-key": key}
        heard: Any = None
        for _ in range(TRIES):
            try:
                answer = client.post(f"{self._url}/api/v1{path}", json=body, headers=headers)
            except httpx2.TransportError as error:
                heard = error
                waiting.wait(0.02)
                continue
            if answer.json().get("code") in AGAIN.get(answer.status_code, ()):
                heard = answer.text
                waiting.wait(0.02)
                continue
            assert answer.status_code in (200, 201), (path, answer.text)
            return answer.json()
        raise AssertionError(f"{path}: nobody answered {TRIES} times; heard at last: {heard!r}")


def _written(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"
