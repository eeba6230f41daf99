"""A real module with a plugin in it, and its objects in processes of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog

from panel_refunds.plugins.apart.kept_apart import Keeper, keeper_of
from panel_refunds.plugins.apart.registering import BuildsApart
from panel_refunds.plugins.apart.said import Opening
from panel_refunds.plugins.candidates import Candidate, load_target
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.plugins.surroundings import HttpClients, make_surroundings

NOW = datetime(2025, 9, 3, 10, tzinfo=UTC)
MEMORY = 256 * 1024 * 1024

HEAD = """
import os, re, sys, threading
from panel_refunds.hookspecs import hookimpl
from panel_refunds.money import Money
from panel_refunds.ports import *
class Thing:
    def __init__(self, settings, around):
        self.settings, self.around = settings, around
    def capabilities(self, method):
        return Capabilities()
    def get_payment(self, ref):
        return PaymentFacts(ref, Money(500, "USD"), True, Money(0, "USD"), paid_at=self.around.now())
    def create_refund(self, order):
        return Rejected(Rejection.DISPUTED, order.payment)
    def get_refund(self, ref):
        return eval(self.settings["code"])
    def find_refunds(self, payment):
        return RefundsFound((GatewayRefund("re_1", RefundStatus.PENDING, Money(5, "USD")),), True, self.around.now())
    def parse_webhook(self, raw, headers):
        if headers.get("X-Signature") != "good":
            raise WebhookRefusedError("signature", "it is not signed")
        return (GatewayEvent(raw.decode(), "refund", "re_1"),)
    def list_changes(self, since, cursor):
        return ((), cursor)
    def available_float(self, currency):
        return None
"""
FOOT = """
@hookimpl
def gateways():
    return [Factory("acme", Thing, {"code": Setting(default="None"), "key": Setting(secret=True)}, title="Acme")]
"""


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Lines come from threads, and pytest takes the standard output away between two tests."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    yield
    structlog.reset_defaults()


@pytest.fixture
def candidate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Candidate]:
    """``candidate(body)`` is a plugin whose class has ``body`` besides; ``foot`` replaces its hook."""
    monkeypatch.syspath_prepend(tmp_path)

    def make(body: str = "", foot: str = FOOT, name: str = "acme_apart") -> Candidate:
        (tmp_path / f"{name}.py").write_text(HEAD + body + foot)
        return Candidate(name, "dotted name", None, lambda: load_target(name), name)

    return make


@pytest.fixture
def build(candidate: Callable[..., Candidate]) -> Iterator[Callable[..., Any]]:
    """``build(body, code="…")`` is the gateway, built in a process of its own; ``get_refund`` evaluates ``code``."""
    keepers: list[Keeper] = []

    def make(body: str = "", **settings: Any) -> Any:
        name = candidate(body).name
        opening = Opening(name, "dotted name", None, name, MEMORY, NOW)
        around = make_surroundings("shop", "till", now=lambda: NOW, http_clients=HttpClients(), redact=Redactor())
        thing = BuildsApart(opening, "gateways", "acme")({"code": "None", "key": "k", **settings}, around)
        keepers.append(keeper_of(thing))
        return thing

    yield make
    for keeper in keepers:
        with suppress(OSError):
            keeper.close()
