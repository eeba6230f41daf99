"""The provider passes the conformance kit; its certificate is in the package."""

from collections.abc import Iterator

import pytest

from fake_panel_tables import PanelTables
from panel_refunds_testkit import OrderProviderConformance


@pytest.mark.postgres
class TestPanelDb(OrderProviderConformance):
    @pytest.fixture
    def peer(self, postgres) -> Iterator[PanelTables]:
        with PanelTables(postgres.owner_url, postgres.reader_url) as peer:
            yield peer
