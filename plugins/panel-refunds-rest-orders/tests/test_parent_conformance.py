"""The provider for child panels passes the conformance kit too; its certificate lies beside the other one."""

from collections.abc import Iterator

import pytest

from fake_parent import ParentPeer
from panel_refunds_testkit import OrderProviderConformance


class TestParentPanel(OrderProviderConformance):
    @pytest.fixture
    def peer(self) -> Iterator[ParentPeer]:
        with ParentPeer() as peer:
            yield peer
