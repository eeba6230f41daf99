"""A delivery is believed for its signature alone, and is only a hint."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest

from panel_refunds.ports import WebhookRefusedError
from panel_refunds_razorpay.webhooks import LARGEST, parse_webhook
from razorpay_account import inr

SECRET = "hook_of_ours"


def delivered(said: object, **headers: str):
    raw = said if isinstance(said, bytes) else json.dumps(said).encode()
    signature = hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest()
    return parse_webhook(raw, {"x-razorpay-signature": signature, **headers}, ["old_one", SECRET])


REFUND = {
    "event": "refund.processed",
    "payload": {"refund": {"entity": {"id": "rfnd_1", "payment_id": "pay_1"}}},
    "created_at": 1772442000,
}


def test_an_event_names_what_to_look_at():
    (event,) = delivered(REFUND, **{"X-Razorpay-Event-Id": "evt_123456"})

    assert (event.event_id, event.kind, event.ref, event.payments) == ("evt_123456", "refund", "rfnd_1", ("pay_1",))


@pytest.mark.parametrize("given", ["", "x", "a b c d e f", "é" * 10, "x" * 65])
def test_without_an_id_the_bytes_are_one(given):
    (one,) = delivered(REFUND, **{"X-Razorpay-Event-Id": given})
    (other,) = delivered(REFUND)

    assert one.event_id == other.event_id


def test_events_of_no_use_are_no_hint():
    assert delivered({"event": "order.paid", "payload": {}}) == ()


@pytest.mark.parametrize("said", [b"[]", b"nonsense", {"event": "refund.created"}, {"event": ""}, {}])
def test_what_cannot_be_read_is_refused(said):
    with pytest.raises(WebhookRefusedError) as caught:
        delivered(said)

    assert caught.value.reason == "unreadable"


@pytest.mark.parametrize("signature", ["", "0" * 64, "zz", "é"])
def test_a_wrong_signature_is_refused(signature):
    with pytest.raises(WebhookRefusedError) as caught:
        parse_webhook(b"{}", {"X-Razorpay-Signature": signature}, [SECRET])

    assert caught.value.reason == "signature"


def test_no_secret_means_nothing_is_believed():
    with pytest.raises(WebhookRefusedError):
        parse_webhook(b"{}", {"X-Razorpay-Signature": hmac.new(b"", b"{}", hashlib.sha256).hexdigest()}, [])


def test_too_large_is_refused_unread():
    with pytest.raises(WebhookRefusedError) as caught:
        parse_webhook(b" " * (LARGEST + 1), {}, [SECRET])

    assert caught.value.reason == "oversized"


def test_a_dispute_names_its_payment(razorpay, gateway):
    payment = razorpay.take_payment(inr("50"), fee=None)
    razorpay.deliveries()
    razorpay.tell_dispute(payment, "open")

    (delivery,) = razorpay.deliveries()
    (event,) = gateway.parse_webhook(delivery.raw, delivery.headers)

    assert (event.kind, event.payments) == ("dispute", (payment,))
    assert gateway.get_dispute(event.ref).state == "open"
