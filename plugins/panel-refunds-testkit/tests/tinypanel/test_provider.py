"""The small adapter passes the kit: what a check calls wrong is wrong with the adapter, not with the check."""

from collections.abc import Iterator

import pytest

from panel_refunds_testkit import OrderProviderConformance
from panel_refunds_testkit.tinypanel.provider_peer import TinyPanelPeer


class TestTinyPanel(OrderProviderConformance):
    certificate = False

    @pytest.fixture
    def peer(self) -> Iterator[TinyPanelPeer]:
        with TinyPanelPeer() as peer:
            yield peer
