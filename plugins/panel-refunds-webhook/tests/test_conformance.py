"""The notifier passes the conformance kit; its certificate is in the package."""

from collections.abc import Iterator

import pytest

from fake_receiver import Receiver
from panel_refunds_testkit import NotifierConformance


class TestWebhook(NotifierConformance):
    @pytest.fixture
    def peer(self) -> Iterator[Receiver]:
        with Receiver() as peer:
            yield peer
