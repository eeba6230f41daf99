"""One account of ours at the stand-in, refunds to send through it, and servers that say what they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import structlog

from panel_refunds.money import Money
from panel_refunds.plugins.surroundings import HttpClients
from panel_refunds.ports import RefundOrder, Surroundings
from panel_refunds_paypal.gateway import PayPalGateway
from panel_refunds_paypal.settings import SETTINGS, parse_settings
from panel_refunds_testkit.peer import PeerReply, PeerRequest, PeerServer

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CLIENTS = HttpClients()
RIGHT: Mapping[str, Any] = {"client_id": "AeA1QIZXiflr1", "client_secret": "s3cr3t_value", "mode": "test"}


def usd(text: str) -> Money:
    return Money.of(text, "USD")


def order(payment: str, amount: str = "10.00", number: int = 1) -> RefundOrder:
    attempt = f"at_{number:012}"
    return RefundOrder(attempt, attempt, payment, "paypal", usd(amount))


def settings(**given: Any) -> dict[str, Any]:
    return {**{name: setting.default for name, setting in SETTINGS.items()}, **given}


def built(now: Callable[[], datetime] = lambda: NINE, **given: Any) -> PayPalGateway:
    around = Surroundings("acme", "paypal", now, CLIENTS, structlog.get_logger())
    return PayPalGateway(parse_settings(settings(**given)), around)


@contextmanager
def said_by(answer: Callable[[PeerRequest], PeerReply]) -> Iterator[tuple[PayPalGateway, PeerServer]]:
    """A gateway at a server that grants any token and otherwise answers as told."""

    def all_of_it(request: PeerRequest) -> PeerReply:
        if request.path == "/v1/oauth2/token":
            return PeerReply.json(200, {"access_token": "A21AAtoken", "token_type": "Bearer", "expires_in": 32400})
        return answer(request)

    server = PeerServer(all_of_it)
    server.start()
    try:
        yield built(**RIGHT, address=server.url), server
    finally:
        server.stop()
