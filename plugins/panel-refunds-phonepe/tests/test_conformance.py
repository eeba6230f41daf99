"""PhonePe against the contract: everything that the kit asks of a gateway."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fake_phonepe import FakePhonePe
from panel_refunds_testkit import GatewayConformance


class TestPhonePe(GatewayConformance):
    @pytest.fixture
    def peer(self) -> Iterator[FakePhonePe]:
        with FakePhonePe() as peer:
            yield peer
