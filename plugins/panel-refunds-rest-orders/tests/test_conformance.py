"""The provider passes the conformance kit; its certificate is in the package."""

from collections.abc import Iterator

import pytest

from fake_rest_panel import RestPanelPeer
from panel_refunds_testkit import OrderProviderConformance


class TestRest(OrderProviderConformance):
    @pytest.fixture
    def peer(self) -> Iterator[RestPanelPeer]:
        with RestPanelPeer() as peer:
            yield peer
