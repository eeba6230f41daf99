"""A plugin of every kind that behaves as a file tells it, call by call; nothing of it is sound.

``ways`` is a file with one word. Its gateway keeps its books in a file beside it, so they outlive its process.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from pathlib import Path
from typing import Any

from tests.app.file_gateway import FileGateway

from panel_refunds.hookspecs import hookimpl
from panel_refunds.policy.finding import Finding
from panel_refunds.ports import Factory, OrdersReply, OrderState, ProviderCapabilities, Setting, Verdict

RELEASE = threading.Event()
TWO_GIB = 2 << 30


def behave(ways: str, sound: Any, huge: Any, after: str = "") -> Any:
    """``sound``, unless the file says something worse; "… after refunds" only for who asks with ``after``."""
    match Path(ways).read_text().removesuffix(after or "nothing"):
        case "raise":
            raise RuntimeError("login as hunter2 refused for c-0815@mail.example")
        case "hang":
            RELEASE.wait()
        case "hang and let nobody run":
            re.match("(a+)+$", "a" * 60 + "b")
        case "rubbish":
            return object()
        case "no memory":
            raise MemoryError
        case "eat memory":
            return [bytearray(TWO_GIB)]
        case "ask to exit":
            sys.exit(3)
        case "exit":
            os._exit(3)
        case "recursion":
            return behave(ways, sound, huge)
        case "print":
            sys.stdout.write("{}" * 1000 + "\n")
            sys.stderr.write("noise")
        case "environment":
            os.environ["HOSTILE"] = "was here"
            os.chdir("/")
        case "huge":
            return huge
    return sound


class Hostile(FileGateway):
    """A gateway."""

    def __init__(self, settings: Any, around: Any) -> None:
        super().__init__(Path(settings["ways"]).parent)
        self.ways = settings["ways"]

    def get_payment(self, ref: str) -> Any:
        return behave(self.ways, super().get_payment(ref), "x" * 10_000_000)

    def create_refund(self, order: Any) -> Any:
        made = super().create_refund(order)
        return behave(self.ways, made, None, after=" after refunds")


class Provider:
    """An order provider."""

    def __init__(self, settings: Any, around: Any) -> None:
        self.ways = settings["ways"]

    def capabilities(self) -> Any:
        return ProviderCapabilities()

    def get_orders(self, refs: Any) -> Any:
        huge = OrdersReply({str(number): OrderState("pending", "x" * 100) for number in range(200_000)})
        return behave(self.ways, OrdersReply({ref: OrderState("pending", "Pending") for ref in refs}), huge)

    def __getattr__(self, name: str) -> Any:
        if name in ("request_cancel", "request_refill", "refill_status", "balance", "read_status", "read_placement"):
            return lambda *_args: None
        if name == "read_reply":
            return lambda *_args, **_named: {}
        raise AttributeError(name)


class Check:
    """A fraud check."""

    def __init__(self, settings: Any, around: Any) -> None:
        self.ways = settings["ways"]

    def evaluate(self, context: Any, deadline: Any) -> Any:
        return behave(self.ways, Verdict("abstain"), Verdict("deny", ("because",) * 1_000_000))


class Rule:
    """A rule."""

    def __init__(self, settings: Any, around: Any) -> None:
        self.ways = settings["ways"]

    def evaluate(self, snapshot: Any, asked: Any) -> Any:
        return behave(self.ways, (), (Finding("r", "allow", "c", "6", "text") for _ in range(10_000_000)))


class Notifier:
    """A notifier."""

    def __init__(self, settings: Any, around: Any) -> None:
        self.ways = settings["ways"]

    def deliver(self, message: Any, idempotency_key: str) -> Any:
        return behave(self.ways, None, "x" * 10_000_000)


def _one(build: Any, **more: Setting) -> list[Factory[Any]]:
    return [Factory("hostile", build, {"ways": Setting(required=True), "poll_seconds": Setting("integer"), **more})]


@hookimpl
def gateways() -> Any:
    return _one(Hostile)


@hookimpl
def order_providers() -> Any:
    return _one(Provider)


@hookimpl
def fraud_checks() -> Any:
    return _one(Check)


@hookimpl
def rules() -> Any:
    return _one(Rule)


@hookimpl
def notifiers() -> Any:
    return _one(Notifier)
