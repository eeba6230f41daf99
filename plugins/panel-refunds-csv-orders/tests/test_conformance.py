"""The provider passes the conformance kit; its certificate is in the package."""

from collections.abc import Iterator

import pytest

from fake_drop import DropPeer
from panel_refunds_testkit import OrderProviderConformance


class TestCsv(OrderProviderConformance):
    @pytest.fixture
    def peer(self) -> Iterator[DropPeer]:
        with DropPeer() as peer:
            yield peer
