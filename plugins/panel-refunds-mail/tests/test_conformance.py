"""The notifier passes the conformance kit; its certificate is in the package."""

from collections.abc import Iterator

import pytest

from fake_mail_server import MailServer
from panel_refunds_testkit import NotifierConformance


class TestMail(NotifierConformance):
    @pytest.fixture
    def peer(self) -> Iterator[MailServer]:
        with MailServer() as peer:
            yield peer
