"""One merchant of ours at the stand-in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import structlog

from panel_refunds.money import Money
from panel_refunds.plugins.surroundings import HttpClients
from panel_refunds.ports import RefundOrder, Surroundings
from panel_refunds_cryptomus.gateway import CryptomusGateway
from panel_refunds_cryptomus.settings import SETTINGS, parse_settings

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CLIENTS = HttpClients()
MERCHANT = "8b03432e-385b-4670-8d06-064591096795"
STAND_IN = {"merchant": MERCHANT, "key": "s3cr3t_payment_key", "mode": "test", "address": "http://127.0.0.1:9"}


def usdt(text: str) -> Money:
    return Money.of(text, "USDT")


def order(payment: str, amount: str = "10.00") -> RefundOrder:
    return RefundOrder("at_000000000001", "at_000000000001", payment, "crypto", usdt(amount))


def settings(**given: Any) -> dict[str, Any]:
    return {**{name: setting.default for name, setting in SETTINGS.items()}, **given}


def built(**given: Any) -> CryptomusGateway:
    around = Surroundings("acme", "crypto", lambda: NINE, CLIENTS, structlog.get_logger())
    return CryptomusGateway(parse_settings(settings(**given)), around)
