"""One account of ours at the stand-in, and refunds to send through it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import structlog

from panel_refunds.money import Money
from panel_refunds.plugins.surroundings import HttpClients
from panel_refunds.ports import RefundOrder, Surroundings
from panel_refunds_paytr.gateway import PayTRGateway
from panel_refunds_paytr.settings import SETTINGS, parse_settings

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CLIENTS = HttpClients()


def lira(text: str) -> Money:
    return Money.of(text, "TRY")


def order(payment: str, amount: str = "10.00", number: int = 1) -> RefundOrder:
    attempt = f"at_{number:012}"
    return RefundOrder(attempt, attempt, payment, "card", lira(amount))


def settings(**given: Any) -> dict[str, Any]:
    return {**{name: setting.default for name, setting in SETTINGS.items()}, **given}


def built(now: Callable[[], datetime] = lambda: NINE, **given: Any) -> PayTRGateway:
    around = Surroundings("acme", "paytr", now, CLIENTS, structlog.get_logger())
    return PayTRGateway(parse_settings(settings(**given)), around)
