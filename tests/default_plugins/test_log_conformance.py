"""The notifier ``log`` against the contract. Two checks are stricter here: of a text, nothing arrives in a log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.default_plugins.log_place import LogPlace

from panel_refunds_testkit import NotifierConformance
from panel_refunds_testkit.samples.messages import CONTACT, LONG, MARK, TO_CUSTOMER
from panel_refunds_testkit.stand.notifier_stand import NotifierStand


class TestLog(NotifierConformance):
    certificate = False  # it comes with the product and needs none

    @pytest.fixture
    def peer(self) -> Iterator[LogPlace]:
        with LogPlace() as peer:
            yield peer

    def test_a_message_arrives(self, stand: NotifierStand) -> None:
        (line,) = stand.deliver(TO_CUSTOMER, "msg_1")

        assert TO_CUSTOMER.kind in line.text
        assert str(TO_CUSTOMER.request_id) in line.text
        for private in (MARK, *TO_CUSTOMER.facts.values(), *CONTACT.values()):
            assert private not in line.text

    def test_a_very_long_text_harms_nobody(self, stand: NotifierStand) -> None:
        (line,) = stand.deliver(replace(TO_CUSTOMER, text=LONG, facts={"reason": LONG}), "msg_1")

        assert len(line.text) < 1000
