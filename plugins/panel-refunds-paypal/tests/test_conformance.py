"""PayPal against the contract: everything that the kit asks of a gateway."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fake_paypal import FakePayPal
from panel_refunds_testkit import GatewayConformance


class TestPayPal(GatewayConformance):
    @pytest.fixture
    def peer(self) -> Iterator[FakePayPal]:
        with FakePayPal() as peer:
            yield peer
