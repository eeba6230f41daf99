"""A delivery is believed for its signature alone, and is only a hint."""

from __future__ import annotations

import pytest

from cryptomus_account import MERCHANT, usdt
from fake_cryptomus import signed
from panel_refunds.ports import WebhookRefusedError
from panel_refunds_cryptomus.webhooks import LARGEST, parse_webhook

KEY = "key_of_ours"
PAID = {"type": "payment", "uuid": MERCHANT, "status": "paid", "url": "https://pay.example/1"}


@pytest.mark.parametrize(
    ("word", "kind"),
    [("paid", "payment"), ("paid_over", "payment"), ("refund_process", "refund"), ("refund_fail", "refund")],
)
def test_an_event_names_the_invoice(word, kind):
    (event,) = parse_webhook(signed({**PAID, "status": word}, KEY), KEY)

    assert (event.kind, event.ref, event.payments, event.word) == (kind, MERCHANT, (MERCHANT,), word)


def test_the_same_bytes_are_the_same_event():
    raw = signed(PAID, KEY)

    assert parse_webhook(raw, KEY) == parse_webhook(raw, KEY)
    assert parse_webhook(raw, KEY) != parse_webhook(signed({**PAID, "status": "paid_over"}, KEY), KEY)


@pytest.mark.parametrize("changed", [{"status": "process"}, {"status": "cancel"}, {"type": "payout"}])
def test_events_of_no_use_are_no_hint(changed):
    assert parse_webhook(signed({**PAID, **changed}, KEY), KEY) == ()


@pytest.mark.parametrize("changed", [{"status": None}, {"type": 1}, {"uuid": ""}])
def test_what_cannot_be_read_is_refused(changed):
    with pytest.raises(WebhookRefusedError) as caught:
        parse_webhook(signed({**PAID, **changed}, KEY), KEY)

    assert caught.value.reason == "unreadable"


def test_a_signature_that_stands_elsewhere_is_none():
    inner = signed({"a": "1"}, KEY)
    with pytest.raises(WebhookRefusedError):
        parse_webhook(b'{"type":"payment","inside":' + inner + b"}", KEY)


def test_an_unsigned_one_is_refused():
    with pytest.raises(WebhookRefusedError) as caught:
        parse_webhook(b'{"type":"payment","status":"paid","uuid":"x"}', KEY)

    assert caught.value.reason == "signature"


def test_too_large_is_refused_unread():
    with pytest.raises(WebhookRefusedError) as caught:
        parse_webhook(b" " * (LARGEST + 1), KEY)

    assert caught.value.reason == "oversized"


def test_a_refund_at_the_vendor_is_told(cryptomus, gateway):
    payment = cryptomus.take_payment(usdt("50"), fee=None)
    cryptomus.deliveries()
    cryptomus.begin_refund(payment)
    (delivery,) = cryptomus.deliveries()
    (event,) = gateway.parse_webhook(delivery.raw, delivery.headers)

    assert gateway.get_refund(event.ref).payments == event.payments == (payment,)
