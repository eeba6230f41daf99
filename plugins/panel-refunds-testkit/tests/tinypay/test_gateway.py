"""Tinypay's adapter, where the kit does not look."""

from datetime import timedelta

import pytest

from panel_refunds.ports import NotExecuted, OutcomeUnknown
from panel_refunds_testkit.peer.server import PeerReply


def test_a_warning_is_none_and_a_dispute_is_the_payments(stand):
    payment = stand.pay()
    assert stand.raw.find_warnings(payment) == ()
    with pytest.raises(LookupError):
        stand.raw.get_dispute(payment)


def test_slow_down_is_not_executed_and_a_500_is_unknown(stand, monkeypatch):
    order = stand.order(stand.pay(), stand.amount())
    built = stand.raw
    monkeypatch.setattr(stand.peer.server, "_answer", lambda _: PeerReply.json(429, {}, {"retry-after": "7"}))
    assert built.create_refund(order) == NotExecuted(timedelta(seconds=7), "Tinypay asks to slow down.")
    monkeypatch.setattr(stand.peer.server, "_answer", lambda _: PeerReply.json(500, {}))
    assert isinstance(built.create_refund(order), OutcomeUnknown)
