"""AcmePay against the contract: everything that the kit asks of a gateway."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fake_acmepay import FakeAcmePay
from panel_refunds_testkit import GatewayConformance


class TestAcmePay(GatewayConformance):
    @pytest.fixture
    def peer(self) -> Iterator[FakeAcmePay]:
        with FakeAcmePay() as peer:
            yield peer
