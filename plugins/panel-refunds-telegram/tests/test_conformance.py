"""The notifier passes the conformance kit; its certificate is in the package."""

from collections.abc import Iterator

import pytest

from fake_bot_server import BotServer
from panel_refunds_testkit import NotifierConformance


class TestTelegram(NotifierConformance):
    @pytest.fixture
    def peer(self) -> Iterator[BotServer]:
        with BotServer() as peer:
            yield peer
