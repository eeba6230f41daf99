"""One account of ours at the stand-in, and refunds to send through it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import structlog

from panel_refunds.money import Money
from panel_refunds.plugins.surroundings import HttpClients
from panel_refunds.ports import RefundOrder, Surroundings
from panel_refunds_phonepe.gateway import PhonePeGateway
from panel_refunds_phonepe.settings import SETTINGS, parse_settings

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CLIENTS = HttpClients()


def inr(text: str) -> Money:
    return Money.of(text, "INR")


def order(payment: str, amount: str = "10.00", number: int = 1) -> RefundOrder:
    attempt = f"at_{number:012}"
    return RefundOrder(attempt, attempt, payment, "upi", inr(amount))


def settings(**given: Any) -> dict[str, Any]:
    return {**{name: setting.default for name, setting in SETTINGS.items()}, **given}


def built(now: Callable[[], datetime] = lambda: NINE, **given: Any) -> PhonePeGateway:
    around = Surroundings("acme", "phonepe", now, CLIENTS, structlog.get_logger())
    return PhonePeGateway(parse_settings(settings(**given)), around)
