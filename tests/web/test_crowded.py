"""A gateway that does not answer keeps only those waiting who ask it: orders and bonuses go on."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from tests.web.panel import Answer, Installed

from panel_refunds.money import Money
from panel_refunds.ports import Capabilities, PaymentFacts
from panel_refunds.testing.scripted_gateway import ScriptedGateway
from panel_refunds.web.threads import MOST

SECONDS = 60


class SilentGateway(ScriptedGateway):
    """Is asked for payments and says nothing before ``speak`` is set; ``waits`` counts who waits for it."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.speak = threading.Event()
        self.waits = threading.Semaphore(0)

    def capabilities(self, method: str) -> Capabilities:
        return replace(super().capabilities(method), verifies=True)

    def get_payment(self, ref: str) -> PaymentFacts:
        self.waits.release()
        self.speak.wait(SECONDS)
        return super().get_payment(ref)


def test_orders_go_on_while_more_deposits_than_there_are_threads_wait_for_their_gateway() -> None:
    installed = Installed(gateway=SilentGateway)
    gateway, panel = installed.gateway, installed.panel()
    assert isinstance(gateway, SilentGateway)
    panel.post("/bonuses", {"customer": "c1", "amount": "50.00"})

    def deposit(number: int) -> Answer:
        gateway.take_payment(f"silent_{number}", Money.of("5.00", "USD"))
        body = {"customer": "c2", "gateway": "manual", "payment": f"silent_{number}", "amount": "5.00"}
        return panel.post("/deposits", body)

    with ThreadPoolExecutor(MOST + 4) as people:
        waiting: list[Future[Answer]] = [people.submit(deposit, number) for number in range(MOST + 4)]
        try:
            # Every thread that may wait for somebody outside does, and four deposits stand in line behind them.
            assert all(gateway.waits.acquire(timeout=SECONDS) for _ in range(MOST))
            order = panel.order("10.00")
            bonus = panel.post("/bonuses", {"customer": "c1", "amount": "1.00"})
            unanswered = [one for one in waiting if not one.done()]
        finally:
            gateway.speak.set()
        answers = [one.result(SECONDS) for one in waiting]

    assert len(unanswered) == MOST + 4
    assert (order["charge"], bonus.status) == ("10.00", 201)
    assert [answer.status for answer in answers] == [201] * (MOST + 4)
    assert panel.figures("c2") == ("220.00", "0.00", "0.00")
    assert panel.figures("c1") == ("0.00", "41.00", "0.00")
    installed.close()
