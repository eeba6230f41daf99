"""The kit's own small adapter passes the kit, as every adapter's author writes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from panel_refunds_testkit import GatewayConformance
from panel_refunds_testkit.tinypay.peer import TinyPeer


class TestTinypay(GatewayConformance):
    certificate = False

    @pytest.fixture
    def peer(self) -> Iterator[TinyPeer]:
        with TinyPeer() as peer:
            yield peer
