"""One account of ours at the stand-in, and refunds to send through it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import structlog

from panel_refunds.money import Money
from panel_refunds.plugins.surroundings import HttpClients
from panel_refunds.ports import RefundOrder, Surroundings
from panel_refunds_example.gateway import AcmePayGateway
from panel_refunds_example.settings import SETTINGS, parse_settings

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CLIENTS = HttpClients()


def usd(text: str) -> Money:
    return Money.of(text, "USD")


def order(payment: str, amount: str = "10.00", number: int = 1) -> RefundOrder:
    attempt = f"at_{number:012}"
    return RefundOrder(attempt, attempt, payment, "card", usd(amount))


def settings(**given: Any) -> dict[str, Any]:
    return {**{name: setting.default for name, setting in SETTINGS.items()}, **given}


def built(**given: Any) -> AcmePayGateway:
    around = Surroundings("shop", "acmepay", lambda: NINE, CLIENTS, structlog.get_logger())
    return AcmePayGateway(parse_settings(settings(**given)), around)
