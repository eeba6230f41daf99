"""Notifiers for tests: each keeps what it got, and can be told what to raise first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from tests.flows.shop import Shop

from panel_refunds.flows.ticketing import post
from panel_refunds.ports import Message
from panel_refunds.store import Delivery
from panel_refunds.tickets.audience import Audience
from panel_refunds.worker.run_due import run_due


@dataclass
class Postbox:
    """``raises`` is raised by every call until it is None; ``answers`` is what a call returns."""

    raises: Exception | None = None
    answers: Any = None
    got: list[tuple[Message, str]] = field(default_factory=list)
    calls: int = 0

    def deliver(self, message: Message, idempotency_key: str) -> Any:
        self.calls += 1
        if self.raises is not None:
            raise self.raises
        self.got.append((message, idempotency_key))
        return self.answers

    @property
    def kinds(self) -> list[str]:
        return [message.kind for message, _ in self.got]


def give(shop: Shop, audiences: dict[str, Audience] | None = None, **boxes: Any) -> None:
    """The shop's notifiers from now on."""
    shop.desk = replace(shop.desk, notifiers=boxes, audiences=audiences or {})


def write(shop: Shop, kind: str = "overdue", customer: str | None = None, **facts: str) -> str:
    """Put a message into the outbox; returns its id."""
    with shop.desk.begin() as books:
        return post(shop.desk, books, kind, f"This is {kind}.", customer=customer, facts=facts)


def work(shop: Shop, **span: int) -> int:
    """Let time pass, then address and deliver what is due."""
    shop.at += timedelta(**span)
    kinds = ["deliver", *(f"deliver:{name}" for name in shop.desk.notifiers)]
    return run_due(shop.desk, kinds=kinds)


def delivery(shop: Shop, message: str, notifier: str) -> Delivery:
    with shop.desk.read() as books:
        return books.get_delivery(f"{message}:{notifier}")
