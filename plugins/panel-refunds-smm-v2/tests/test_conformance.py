"""The provider passes the conformance kit; its certificate is in the package."""

from collections.abc import Iterator

import pytest

from fake_smm_panel import SmmPanelPeer
from panel_refunds_testkit import OrderProviderConformance


class TestSmmV2(OrderProviderConformance):
    @pytest.fixture
    def peer(self) -> Iterator[SmmPanelPeer]:
        with SmmPanelPeer() as peer:
            yield peer
