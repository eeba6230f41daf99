"""Customers who never give up: each write is sent with its own key until it is answered, whatever dies meanwhile."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
from tests.app.file_gateway import FileGateway
from tests.app.server_process import PATIENCE, ServerProcess, post

DOUBLE_CLICKS = 0.2
AGAIN = {409: {"in_progress"}, 503: {"locked"}}


class Storm:
    """Customers hammer one shared wallet and a wallet each, through whichever of ``servers`` is alive.

    ``answers`` counts the writes that were answered.
    """

    def __init__(self, servers: list[ServerProcess], seed: int, customers: int, rounds: int) -> None:
        self.servers = servers
        self.customers = customers
        self.rounds = rounds
        self.answers = 0
        self.orders: set[str] = set()
        self.requests: set[str] = set()
        self._seed = seed
        self._changed = threading.Condition()
        self._broken: list[str] = []

    def run(self, kills: int) -> None:
        """Let all customers do all they want, and kill a server ``kills`` times on the way."""
        chance = random.Random(self._seed)
        with ThreadPoolExecutor(self.customers) as threads:
            ended = [threads.submit(self._live, number) for number in range(self.customers)]
            whole = self.customers * (self.rounds * 2 + 2)
            for number in range(kills):
                self._wait_for(whole * (number + 1) // (kills + 2))
                victim = chance.choice(self.servers)
                victim.kill()
                victim.start()
            for one in ended:
                one.result(4 * PATIENCE)

    def _wait_for(self, answers: int) -> None:
        with self._changed:
            enough = self._changed.wait_for(lambda: self.answers >= answers or self._broken, 2 * PATIENCE)
        assert enough, f"only {self.answers} of {answers} answers came"
        assert not self._broken, self._broken

    def _live(self, number: int) -> None:
        try:
            with httpx2.Client(timeout=30, trust_env=False) as client:
                self._say(client, random.Random(f"{self._seed}-{number}"), number)
        except BaseException as error:
            with self._changed:
                self._broken.append(repr(error))
                self._changed.notify_all()
            raise

    def _say(self, client: httpx2.Client, chance: random.Random, number: int) -> None:
        mine = f"c{number}"
        for turn in range(self.rounds):
            whose = "shared" if turn % 2 else mine
            key = f"{mine}-{turn:04d}"
            order = {"customer": whose, "charge": "0.37", "quantity": 1000, "provider": "main"}
            placed = self._post(client, chance, "/orders", order, f"{key}-order")
            self.orders.add(placed["id"])
            word, remains = chance.choice([("Canceled", None), ("Partial", 157), ("Completed", 0), ("Partial", 999)])
            told = {"statuses": [{"order": placed["id"], "status": word, "remains": remains}]}
            self._post(client, chance, "/statuses", told, f"{key}-status")
            if turn == self.rounds // 2:
                asked = {"customer": mine, "amount": "20.00", "subject": "Refund Request"}
                request = self._post(client, chance, "/requests", asked, f"{key}-ask")
                self.requests.add(request["id"])
                self._post(client, chance, f"/requests/{request['id']}/approve", {"by": ["finance-1"]}, f"{key}-yes")

    def _post(self, client: httpx2.Client, chance: random.Random, path: str, body: Any, key: str) -> Any:
        """Send it until it is answered; now and then once more, as people do who click twice."""
        answer = self._answered(client, chance, path, body, key)
        if chance.random() < DOUBLE_CLICKS:
            assert self._answered(client, chance, path, body, key) == answer
        with self._changed:
            self.answers += 1
            self._changed.notify_all()
        return answer

    def _answered(self, client: httpx2.Client, chance: random.Random, path: str, body: Any, key: str) -> Any:
        waiting = threading.Event()
        for server in self._servers(chance):
            headers = {"authorization": f"Bearer {server.secret}", "idempotency-key": key}
            try:
                answer = client.post(f"{server.url}/api/v1{path}", json=body, headers=headers)
            except httpx2.TransportError:
                waiting.wait(0.02)
                continue
            if answer.json().get("code") in AGAIN.get(answer.status_code, ()):
                waiting.wait(0.02)
                continue
            break
        assert answer.status_code in (200, 201), (path, answer.text)
        return answer.json()

    def _servers(self, chance: random.Random) -> Iterator[ServerProcess]:
        for _ in range(5000):
            yield chance.choice(self.servers)
        raise AssertionError("nobody answered 5000 times")


def fill(server: ServerProcess, customers: int) -> None:
    """A deposit for every customer, and one for the wallet they share."""
    gateway = FileGateway(server.gateway)
    with server.client() as client:
        for customer in ("shared", *(f"c{number}" for number in range(customers))):
            gateway.take_payment(f"pay_{customer}", "50.00")
            body = {"customer": customer, "gateway": "manual", "payment": f"pay_{customer}", "amount": "50.00"}
            answer = post(client, "/deposits", {**body, "fee": "1.00"}, f"deposit-{customer}")
            assert answer.status_code == 201, answer.text
