"""The manual gateway against the contract: whatever one can be asked that keeps nothing and sends nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.default_plugins.manual_peer import ManualPeer

from panel_refunds_testkit import GatewayConformance


class TestManual(GatewayConformance):
    certificate = False  # it comes with the product and needs none

    @pytest.fixture
    def peer(self) -> Iterator[ManualPeer]:
        with ManualPeer() as peer:
            yield peer
