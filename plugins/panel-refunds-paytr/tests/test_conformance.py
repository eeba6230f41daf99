"""PayTR against the contract: everything that the kit asks of a gateway."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fake_paytr import FakePayTR
from panel_refunds_testkit import GatewayConformance


class TestPayTR(GatewayConformance):
    @pytest.fixture
    def peer(self) -> Iterator[FakePayTR]:
        with FakePayTR() as peer:
            yield peer
