"""A peer that answers over real HTTP whatever a test tells it to, and a gateway built as the host builds it."""

import json
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import RefundOrder, Surroundings
from panel_refunds.testing.fake_stripe import FakeStripe
from panel_refunds_stripe import gateways
from panel_refunds_stripe.gateway import StripeGateway

KEY = "sk_test_4f9c1e77a2"
SECRET = "whsec_0a1b2c3d4e"
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Reply:
    """``how``: "whole"; "cut" after half of the body; "reset" instead of an answer; "silent" until the peer stops."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    how: str = "whole"


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    params: dict[str, str]
    headers: dict[str, str]


class Peer:
    """Gives the replies it was told, in order, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._replies: deque[Reply] = deque()
        self._stopping = threading.Event()
        peer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                peer.serve(self)

            def do_POST(self) -> None:
                peer.serve(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
                """Nothing on the screen."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def say(self, given: object, status: int = 200, **headers: str) -> None:
        """Answer the next request with this JSON."""
        self._replies.append(Reply(status, json.dumps(given).encode(), headers))

    def refuse(
        self,
        status: int,
        code: str | None = None,
        message: str = "No.",
        kind: str = "invalid_request_error",
        **headers: str,
    ) -> None:
        """Answer the next request with an error as Stripe writes them."""
        error = {"type": kind, "message": message, **({"code": code} if code else {})}
        self.say({"error": error}, status, **headers)

    def reply(self, *replies: Reply) -> None:
        self._replies.extend(replies)

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("content-length") or 0)
        body = handler.rfile.read(length).decode()
        parts = urlsplit(handler.path)
        headers = {name.lower(): value for name, value in handler.headers.items()}
        self.asked.append(Asked(handler.command, parts.path, dict(parse_qsl(body or parts.query)), headers))
        reply = self._replies.popleft() if self._replies else Reply(500, b'{"error": {"type": "api_error"}}')
        if reply.how == "silent":
            self._stopping.wait()
        if reply.how in ("silent", "reset"):
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.close_connection = True
            handler.connection.close()
            return
        handler.send_response(reply.status)
        for name, value in {"content-type": "application/json", **reply.headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("content-length", str(len(reply.body)))
        handler.end_headers()
        handler.wfile.write(reply.body[: len(reply.body) // 2] if reply.how == "cut" else reply.body)
        if reply.how == "cut":
            handler.close_connection = True

    def stop(self) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Log:
    """Remembers what was logged, as text."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def info(self, event: str, **facts: object) -> None:
        self.lines.append(f"{event} {facts}")


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def peer() -> Iterator[Peer]:
    running = Peer()
    yield running
    running.stop()


@pytest.fixture
def say_reply() -> type[Reply]:
    return Reply


@pytest.fixture
def build(log: Log) -> Callable[..., StripeGateway]:
    """Build a gateway through the plugin's factory."""

    def built(
        url: str, *, now: Callable[[], datetime] = lambda: NOW, tenant: str = "acme", **settings: object
    ) -> StripeGateway:
        (factory,) = gateways()
        around = Surroundings(tenant, "stripe", now, None, log)
        given = {"key": KEY, "mode": "test", "api_base": url, "webhook_secrets": (SECRET,), **settings}
        return factory.build(given, around)

    return built


@pytest.fixture
def gateway(peer: Peer, build: Callable[..., StripeGateway]) -> StripeGateway:
    return build(peer.url)


@pytest.fixture
def fake() -> Iterator[FakeStripe]:
    with FakeStripe(now=lambda: NOW) as running:
        yield running


@pytest.fixture
def at_fake(fake: FakeStripe, build: Callable[..., StripeGateway]) -> StripeGateway:
    """The gateway of the fake's own account in test mode."""
    return build(fake.url, key=fake.secret_key, webhook_secrets=fake.webhooks.secrets)


@pytest.fixture
def order() -> RefundOrder:
    return RefundOrder("att_1", "att_1_key_0001", "ch_1", "card", Money.of("12.50", "USD"))


@pytest.fixture
def a_refund() -> Callable[..., dict[str, object]]:
    """A refund as Stripe shows it; by default the one that ``order`` asks for."""

    def made(**fields: object) -> dict[str, object]:
        return {
            "id": "re_1",
            "object": "refund",
            "amount": 1250,
            "currency": "usd",
            "charge": "ch_1",
            "payment_intent": "pi_1",
            "status": "succeeded",
            "created": 1772452800,
            "metadata": {"panel_refunds_attempt": "att_1"},
            "failure_reason": None,
            **fields,
        }

    return made


@pytest.fixture
def a_charge() -> Callable[..., dict[str, object]]:
    """A captured charge of 50.00 USD with its fee, as Stripe shows it."""

    def made(**fields: object) -> dict[str, object]:
        return {
            "id": "ch_1",
            "object": "charge",
            "amount": 5000,
            "amount_captured": 5000,
            "amount_refunded": 0,
            "captured": True,
            "paid": True,
            "status": "succeeded",
            "disputed": False,
            "livemode": False,
            "currency": "usd",
            "created": 1772452800,
            "payment_intent": "pi_1",
            "metadata": {"customer": "c-7"},
            "billing_details": {"email": "ann@example.com", "name": "Ann"},
            "balance_transaction": {
                "id": "txn_1",
                "object": "balance_transaction",
                "amount": 5000,
                "currency": "usd",
                "fee": 175,
                "exchange_rate": None,
            },
            "payment_method_details": {
                "type": "card",
                "card": {"brand": "visa", "last4": "4242", "fingerprint": "fp_9", "country": "US", "funding": "credit"},
            },
            "outcome": {"risk_level": "normal", "risk_score": 12},
            "fraud_details": {},
            **fields,
        }

    return made


@pytest.fixture
def a_list() -> Callable[..., dict[str, object]]:
    def made(*items: dict[str, object], more: bool = False) -> dict[str, object]:
        return {"object": "list", "data": list(items), "has_more": more, "url": "/v1/things"}

    return made
