"""A delivery is believed for its signature alone, and is only a hint."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from panel_refunds.ports import WebhookRefusedError
from panel_refunds_paypal.webhooks import LARGEST
from paypal_account import built, usd

EVENT = {"id": "WH-1", "event_type": "PAYMENT.CAPTURE.COMPLETED", "resource": {"id": "C1"}}


def delivered(paypal, gateway, said: object = EVENT, **changed: str):
    raw = said if isinstance(said, bytes) else json.dumps(said).encode()
    return gateway.parse_webhook(raw, {**paypal.signed(raw, paypal.webhook_ids["first"]), **changed})


def reason(paypal, gateway, said: object = EVENT, **changed: str) -> str:
    with pytest.raises(WebhookRefusedError) as caught:
        delivered(paypal, gateway, said, **changed)
    return caught.value.reason


def test_an_event_names_what_to_look_at(paypal, gateway):
    (event,) = delivered(paypal, gateway)

    assert (event.event_id, event.kind, event.ref) == ("WH-1", "payment", "C1")
    assert delivered(paypal, gateway, {"id": "WH-2", "event_type": "CHECKOUT.ORDER.APPROVED"}) == ()


@pytest.mark.parametrize("said", [b"[]", b"nonsense", b"", {"id": "WH-1"}, {**EVENT, "resource": {}}])
def test_what_cannot_be_read_is_refused(paypal, gateway, said):
    assert reason(paypal, gateway, said) == "unreadable"


@pytest.mark.parametrize(
    "changed",
    [
        {"PAYPAL-TRANSMISSION-ID": "another"},
        {"PAYPAL-TRANSMISSION-TIME": "2026-03-02T09:00:01Z"},
        {"PAYPAL-TRANSMISSION-TIME": "2026-03-02T09:00:00"},
        {"PAYPAL-TRANSMISSION-TIME": "yesterday"},
        {"PAYPAL-TRANSMISSION-SIG": "AAAA"},
        {"PAYPAL-TRANSMISSION-SIG": "no base 64!"},
        {"PAYPAL-AUTH-ALGO": "SHA1withRSA"},
        {"PAYPAL-CERT-URL": ""},
        {"PAYPAL-CERT-URL": "https://evil.example/cert.pem"},
        {"PAYPAL-TRANSMISSION-ID": "é"},
        {"PAYPAL-TRANSMISSION-ID": "x" * 2000},
    ],
)
def test_what_is_not_signed_like_this_is_refused(paypal, gateway, changed):
    assert reason(paypal, gateway, EVENT, **changed) == "signature"


def test_a_delivery_for_another_webhook_is_refused(paypal, gateway):
    raw = json.dumps(EVENT).encode()
    with pytest.raises(WebhookRefusedError):
        gateway.parse_webhook(raw, paypal.signed(raw, paypal.webhook_ids["second"]))

    both = {**paypal.settings(paypal.url), "webhook_ids": tuple(paypal.webhook_ids.values())}
    assert built(paypal.clock, **both).parse_webhook(raw, paypal.signed(raw, paypal.webhook_ids["second"]))


def test_without_an_id_nothing_is_believed_and_nobody_is_asked(paypal):
    given = {**paypal.settings(paypal.url), "webhook_ids": ()}

    assert reason(paypal, built(paypal.clock, **given)) == "signature"
    assert paypal.server.seen == ()


@pytest.mark.parametrize(
    ("off", "expected"), [(timedelta(days=4, minutes=1), "stale"), (timedelta(minutes=-6), "future")]
)
def test_a_delivery_is_for_now(paypal, off, expected):
    other = built(lambda: paypal.clock() + off, **paypal.settings(paypal.url))

    assert reason(paypal, other) == expected
    assert paypal.server.seen == ()


def test_too_large_is_refused_unread(paypal, gateway):
    assert reason(paypal, gateway, b" " * (LARGEST + 1)) == "oversized"


def test_a_dispute_names_its_payment(paypal, gateway):
    payment = paypal.take_payment(usd("50"), fee=None)
    paypal.deliveries()
    paypal.tell_dispute(payment, "open")

    (delivery,) = paypal.deliveries()
    (event,) = gateway.parse_webhook(delivery.raw, delivery.headers)

    assert (event.kind, event.payments) == ("dispute", (payment,))
    assert gateway.get_dispute(event.ref).state == "open"
