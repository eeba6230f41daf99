"""Tinypay's signature is of the moment and the very bytes."""

import pytest

from panel_refunds.ports import WebhookRefusedError
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_testkit.peer.clock import START
from panel_refunds_testkit.tinypay.hooks import HEADER, parse_hook, read_event, signature

RAW = b'{"id": "evt_1", "kind": "refund", "ref": "ref_1", "payment": "pay_1", "at": "2026-03-02T09:00:00+00:00"}'


def test_a_signed_event_is_a_hint():
    moment = int(START.timestamp())
    headers = {HEADER: f"{moment},{signature(RAW, 'new', moment)}"}
    hint = parse_hook(RAW, headers, ("old", "new"), START)
    assert (hint.event_id, hint.kind, hint.ref, hint.payments, hint.at) == (
        "evt_1",
        "refund",
        "ref_1",
        ("pay_1",),
        START,
    )
    with pytest.raises(WebhookRefusedError):
        parse_hook(RAW, headers, ("old",), START)


def test_an_unknown_kind_is_unreadable():
    with pytest.raises(UnreadableError):
        read_event(Said({"id": "evt_1", "kind": "weather", "ref": "x", "payment": "y"}))
