"""A delivery is believed for its password alone, and is only a hint."""

from __future__ import annotations

import hashlib
import json

import pytest

from panel_refunds.ports import WebhookRefusedError
from panel_refunds_phonepe.webhooks import LARGEST, parse_webhook

RIGHT = hashlib.sha256(b"ann:hook_of_ours").hexdigest()
REFUND = {
    "event": "pg.refund.completed",
    "payload": {"merchantRefundId": "pr-at_1", "originalMerchantOrderId": "order_1", "state": "COMPLETED"},
}


def delivered(said: object, header: str = RIGHT):
    raw = said if isinstance(said, bytes) else json.dumps(said).encode()
    return parse_webhook(raw, {"Authorization": header}, "ann", "hook_of_ours")


def test_an_event_names_what_to_look_at():
    (event,) = delivered(REFUND)

    assert (event.kind, event.ref, event.payments, event.word) == (
        "refund",
        "pr-at_1",
        ("order_1",),
        "pg.refund.completed",
    )
    assert delivered(REFUND, RIGHT.upper()) == (event,)


def test_a_paid_order_is_a_payment():
    (event,) = delivered({"event": "checkout.order.completed", "payload": {"merchantOrderId": "order_1"}})

    assert (event.kind, event.ref, event.payments) == ("payment", "order_1", ("order_1",))


def test_events_of_no_use_are_no_hint():
    assert delivered({"event": "checkout.order.failed", "payload": {}}) == ()


@pytest.mark.parametrize(
    "said",
    [b"[]", b"nonsense", {}, {"event": "pg.refund.failed"}, {**REFUND, "payload": {"merchantRefundId": "../x"}}],
)
def test_what_cannot_be_read_is_refused(said):
    with pytest.raises(WebhookRefusedError) as caught:
        delivered(said)

    assert caught.value.reason == "unreadable"


@pytest.mark.parametrize("header", ["", "é", RIGHT[:-1], hashlib.sha256(b"ann:other").hexdigest()])
def test_another_password_is_refused(header):
    with pytest.raises(WebhookRefusedError) as caught:
        delivered(REFUND, header)

    assert caught.value.reason == "signature"


def test_no_password_means_nothing_is_believed():
    with pytest.raises(WebhookRefusedError):
        parse_webhook(b"{}", {"authorization": hashlib.sha256(b":").hexdigest()}, "", "")


def test_too_large_is_refused_unread():
    with pytest.raises(WebhookRefusedError) as caught:
        delivered(b" " * (LARGEST + 1))

    assert caught.value.reason == "oversized"
