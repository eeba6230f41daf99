"""A REST upstream on a port of this machine, and a way to build providers that ask it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import httpx2
import pytest

from panel_refunds.ports import Surroundings
from panel_refunds.testing.rest_upstream import SECRET, WORDS, Odd, RestUpstream
from panel_refunds_rest_orders import order_providers

KEY = "upstream-key-1"
NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
DESCRIBED: Mapping[str, Any] = MappingProxyType(
    {
        "order_path": "/orders/{id}",
        "orders_path": "/orders?ids={ids}",
        "order_field": "data",
        "orders_field": "data.orders",
        "status_field": "state",
        "remains_field": "undelivered",
        "placed_field": "data.id",
        "cancel_path": "/orders/{id}/cancel",
        "refill_path": "/orders/{id}/refill",
        "refill_field": "data.refill",
        "refill_status_path": "/refills/{id}",
        "balance_path": "/balance",
        "balance_field": "data.amount",
        "balance_currency": "USD",
        "words": WORDS,
        "webhooks": "standard",
        "webhook_secrets": (SECRET,),
    }
)


class Log:
    """Keeps what was logged, as text."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def warning(self, event: str, **facts: object) -> None:
        self.lines.append(f"{event} {facts}")


def hmac_header(body: bytes, secret: str, moment: str, *, encoding: str = "hex") -> str:
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).digest()
    return digest.hex() if encoding == "hex" else base64.b64encode(digest).decode()


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def upstream() -> Iterator[RestUpstream]:
    with RestUpstream(now=lambda: NOW, key=KEY) as running:
        yield running


@pytest.fixture
def build(log: Log) -> Iterator[Callable[..., Any]]:
    """Build a provider through the plugin's factory: ``rest`` as ``DESCRIBED``, or ``parent_panel``."""
    clients: list[httpx2.Client] = []

    def http_client(*, timeout: float, headers: Mapping[str, str]) -> httpx2.Client:
        clients.append(httpx2.Client(timeout=timeout, headers=headers, trust_env=False))
        return clients[-1]

    def built(url: str, use: str = "rest", **settings: object) -> Any:
        (factory,) = [each for each in order_providers() if each.name == use]
        around = Surroundings("acme", "main", lambda: NOW, http_client, log)
        described = DESCRIBED if use == "rest" else {}
        return factory.build({"url": url, "key": KEY, **described, **settings}, around)

    yield built
    for client in clients:
        client.close()


@pytest.fixture
def provider(upstream: RestUpstream, build: Callable[..., Any]) -> Any:
    return build(upstream.url)


@pytest.fixture
def hmac_of() -> Callable[..., str]:
    """The signature of a body and a moment."""
    return hmac_header


@pytest.fixture
def odd() -> type[Odd]:
    """An answer in place of the right one."""
    return Odd
