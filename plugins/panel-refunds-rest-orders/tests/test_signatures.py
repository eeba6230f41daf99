"""Only a fresh delivery that was signed for this account is believed, to the byte."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from panel_refunds.ports import WebhookRefusedError
from panel_refunds_rest_orders.hook_settings import HOOK_SETTINGS, parse_hook_settings
from panel_refunds_rest_orders.signatures import LARGEST, check_delivery

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
DEFAULTS = {name: setting.default for name, setting in HOOK_SETTINGS.items()}
OTHER = "whsec_b3RoZXIgc2VjcmV0IG9mIHRlc3Rz"


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def event(upstream):
    upstream.place("7")
    return upstream.set_order("7", "VOID")


def standard(*secrets):
    return parse_hook_settings({**DEFAULTS, "webhooks": "standard", "webhook_secrets": secrets})


def refusal(raw, headers, settings, now):
    with pytest.raises(WebhookRefusedError) as refused:
        check_delivery(raw, headers, settings, now)
    return refused.value.reason


def test_a_delivery_of_standard_webhooks_is_believed(upstream, event, now):
    assert check_delivery(event.body, event.headers, standard(upstream.secret), now) == event.event_id


def test_while_a_secret_is_replaced_the_old_and_the_new_one_are_right(upstream, event, now):
    for secrets in ((OTHER, upstream.secret), (upstream.secret, OTHER)):
        assert check_delivery(event.body, event.headers, standard(*secrets), now) == event.event_id
    twice = {**event.headers, "webhook-signature": "v1,AAAA " + event.headers["webhook-signature"]}
    assert check_delivery(event.body, twice, standard(upstream.secret), now) == event.event_id


@pytest.mark.parametrize("position", [0, 10, -1])
def test_one_altered_byte_is_enough(upstream, event, now, position):
    body = bytearray(event.body)
    body[position] ^= 1

    assert refusal(bytes(body), event.headers, standard(upstream.secret), now) == "signature"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("webhook-id", "evt_other"),
        ("webhook-id", ""),
        ("webhook-timestamp", "1"),
        ("webhook-timestamp", "nan"),
        ("webhook-timestamp", ""),
        ("webhook-signature", ""),
        ("webhook-signature", "v1"),
        ("webhook-signature", "v1,é"),
        ("webhook-signature", "v2,AAAA"),
    ],
)
def test_another_header_is_not_what_was_signed(upstream, event, now, header, value):
    assert refusal(event.body, {**event.headers, header: value}, standard(upstream.secret), now) == "signature"


def test_another_secret_none_and_a_nonsensical_one_sign_nothing(event, now):
    for secrets in ((OTHER,), (), ("é",)):
        assert refusal(event.body, event.headers, standard(*secrets), now) == "signature"
    off = parse_hook_settings({**DEFAULTS, "webhook_secrets": (OTHER,)})
    assert refusal(event.body, event.headers, off, now) == "signature"


def test_a_delivery_is_neither_old_nor_from_the_future(upstream, event, now):
    known = standard(upstream.secret)

    assert refusal(event.body, event.headers, known, now + timedelta(minutes=6)) == "stale"
    assert refusal(event.body, event.headers, known, now - timedelta(minutes=6)) == "future"
    wide = replace(known, tolerance=timedelta(minutes=10))
    assert check_delivery(event.body, event.headers, wide, now + timedelta(minutes=6)) == event.event_id


def test_what_is_no_text_or_too_much_is_refused(upstream, event, now):
    assert refusal(b"\xff", event.headers, standard(upstream.secret), now) == "signature"
    assert refusal(b"x" * (LARGEST + 1), event.headers, standard(upstream.secret), now) == "oversized"


@pytest.mark.parametrize("encoding", ["hex", "base64"])
def test_a_header_with_hmac_is_believed_and_nothing_else(now, encoding, hmac_of):
    known = parse_hook_settings(
        {**DEFAULTS, "webhooks": "hmac", "webhook_secrets": ("old", "new"), "signature_prefix": "sha256=",
         "signature_encoding": encoding}
    )  # fmt: skip
    moment = str(int(now.timestamp()))
    signed = {"X-Timestamp": moment, "X-Signature": "sha256=" + hmac_of(b"{}", "new", moment, encoding=encoding)}

    assert check_delivery(b"{}", signed, known, now) is None
    assert refusal(b"{ }", signed, known, now) == "signature"
    assert refusal(b"{}", {**signed, "X-Timestamp": str(int(moment) + 1)}, known, now) == "signature"
    assert refusal(b"{}", {"X-Signature": signed["X-Signature"]}, known, now) == "signature"
    assert (
        refusal(b"{}", {**signed, "X-Signature": signed["X-Signature"].removeprefix("sha256=")}, known, now)
        == "signature"
    )
    assert refusal(b"{}", signed, known, now + timedelta(minutes=6)) == "stale"
    wrong = {**signed, "X-Signature": "sha256=" + hmac_of(b"{}", "other", moment, encoding=encoding)}
    assert refusal(b"{}", wrong, known, now) == "signature"


def test_without_a_timestamp_the_body_alone_decides(now):
    import hashlib
    import hmac

    known = parse_hook_settings(
        {**DEFAULTS, "webhooks": "hmac", "webhook_secrets": ("s",), "timestamp_header": "", "signed_text": "{body}"}
    )
    signature = hmac.new(b"s", b"{}", hashlib.sha256).hexdigest()

    assert check_delivery(b"{}", {"x-signature": signature.upper()}, known, now) is None
    assert refusal(b"[]", {"x-signature": signature}, known, now) == "signature"
