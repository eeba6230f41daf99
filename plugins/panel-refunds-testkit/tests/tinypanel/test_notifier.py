"""The small adapter passes the kit: what a check calls wrong is wrong with the adapter, not with the check."""

from collections.abc import Iterator

import pytest

from panel_refunds_testkit import NotifierConformance
from panel_refunds_testkit.tinypanel.notifier_peer import TinyBoard


class TestTinyNote(NotifierConformance):
    certificate = False

    @pytest.fixture
    def peer(self) -> Iterator[TinyBoard]:
        with TinyBoard() as peer:
            yield peer
