"""A PayPal and one account of ours there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fake_paypal import FakePayPal
from panel_refunds_paypal.gateway import PayPalGateway
from paypal_account import CLIENTS, built


@pytest.fixture
def paypal() -> Iterator[FakePayPal]:
    with FakePayPal() as peer:
        yield peer


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    CLIENTS.close()


@pytest.fixture
def gateway(paypal: FakePayPal) -> PayPalGateway:
    return built(paypal.clock, **paypal.settings(paypal.url))
