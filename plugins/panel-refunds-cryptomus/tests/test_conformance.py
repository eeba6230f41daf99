"""Cryptomus against the contract: everything that the kit asks of a gateway."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fake_cryptomus import FakeCryptomus
from panel_refunds_testkit import GatewayConformance


class TestCryptomus(GatewayConformance):
    @pytest.fixture
    def peer(self) -> Iterator[FakeCryptomus]:
        with FakeCryptomus() as peer:
            yield peer
