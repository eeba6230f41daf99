"""Deliveries: genuine, forged, stale, early, too large, of another mode or account."""

import hashlib
import hmac
import json
import time
from datetime import UTC, datetime, timedelta

import pytest
import stripe

from panel_refunds.ports import WebhookRefusedError
from panel_refunds_stripe.webhooks import LARGEST, TOLERANCE

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECRET = "whsec_0a1b2c3d4e"


def deliver(at=NOW, secret=SECRET, raw=None, **fields):
    body = {
        "object": "event",
        "id": "evt_1",
        "type": "refund.updated",
        "livemode": False,
        "created": int(at.timestamp()),
        "data": {"object": {"id": "re_1", "charge": "ch_1"}},
        **fields,
    }
    raw = json.dumps(body).encode() if raw is None else raw
    moment = int(at.timestamp())
    signature = hmac.new(secret.encode(), b"%d." % moment + raw, hashlib.sha256).hexdigest()
    return raw, {"Stripe-Signature": f"t={moment},v1={signature},v0=ignored"}


def refused(gateway, raw, headers):
    with pytest.raises(WebhookRefusedError) as caught:
        gateway.parse_webhook(raw, headers)
    return caught.value.reason


def test_a_genuine_delivery_is_read(gateway):
    (event,) = gateway.parse_webhook(*deliver())

    assert (event.event_id, event.kind, event.ref, event.payments) == ("evt_1", "refund", "re_1", ("ch_1",))
    assert (event.word, event.at) == ("refund.updated", NOW)


def test_what_the_fake_signs_is_genuine(fake, at_fake):
    charge, intent = fake.add_charge(5000)
    messages = fake.webhooks.pull()

    read = [at_fake.parse_webhook(message.body, {"stripe-signature": message.signature}) for message in messages]

    assert {message.kind for message in messages} >= {"charge.succeeded", "payment_intent.succeeded"}
    assert {(event.kind, event.ref, event.payments) for events in read for event in events} == {
        ("payment", charge, (charge, intent))
    }


def test_what_stripes_own_library_signs_is_genuine(build, peer):
    raw, _ = deliver()
    now = int(time.time())
    header = (
        stripe.WebhookSignature.generate_signature_header(raw.decode(), SECRET, now)
        if hasattr(stripe.WebhookSignature, "generate_signature_header")
        else None
    )
    header = header or deliver(at=datetime.fromtimestamp(now, UTC), raw=raw)[1]["Stripe-Signature"]
    stripe.WebhookSignature.verify_header(raw, header, SECRET, 300)

    gateway = build(peer.url, now=lambda: datetime.fromtimestamp(now, UTC))

    assert len(gateway.parse_webhook(raw, {"stripe-signature": header})) == 1


def test_while_a_secret_is_rotated_old_and_new_are_right(build, peer):
    gateway = build(peer.url, webhook_secrets=("whsec_old", "whsec_new"))

    for secret in ("whsec_old", "whsec_new"):
        assert gateway.parse_webhook(*deliver(secret=secret))
    assert refused(gateway, *deliver(secret="whsec_other")) == "signature"


def test_one_right_signature_of_several_is_enough(gateway):
    raw, headers = deliver()
    moment, right = headers["Stripe-Signature"].split(",")[:2]

    assert gateway.parse_webhook(raw, {"stripe-signature": f"{moment},v1={'0' * 64},{right}"})


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw + b" ",
        lambda raw: raw.replace(b"re_1", b"re_2"),
        lambda raw: json.dumps(json.loads(raw), indent=1).encode(),
    ],
)
def test_a_single_other_byte_is_a_forgery(gateway, change):
    raw, headers = deliver()

    assert refused(gateway, change(raw), headers) == "signature"


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "t=1",
        "v1=abc",
        "t=,v1=",
        "t=x,v1=abc",
        "t=-5,v1=abc",
        "nonsense",
        "t=1772452800,v1=é",
        "t=1772452800,v0=" + "0" * 64,
    ],
)
def test_a_delivery_without_a_signature_is_refused(gateway, header):
    raw, _ = deliver()

    assert refused(gateway, raw, {} if header is None else {"Stripe-Signature": header}) == "signature"


def test_a_moment_added_behind_is_not_the_one_that_counts(gateway):
    raw, headers = deliver(at=NOW - timedelta(hours=1))

    assert (
        refused(gateway, raw, {"Stripe-Signature": f"t={int(NOW.timestamp())},{headers['Stripe-Signature']}"})
        == "signature"
    )
    assert (
        refused(gateway, raw, {"Stripe-Signature": f"{headers['Stripe-Signature']},t={int(NOW.timestamp())}"})
        == "stale"
    )


@pytest.mark.parametrize(
    ("ahead", "reason"),
    [
        (-TOLERANCE, None),
        (TOLERANCE, None),
        (-TOLERANCE - timedelta(seconds=1), "stale"),
        (TOLERANCE + timedelta(seconds=1), "future"),
        (timedelta(days=36500), "future"),
    ],
)
def test_a_delivery_is_good_for_a_few_minutes_either_way(gateway, ahead, reason):
    delivery = deliver(at=NOW + ahead)

    if reason is None:
        assert gateway.parse_webhook(*delivery)
    else:
        assert refused(gateway, *delivery) == reason


def test_a_delivery_too_large_is_refused_before_it_is_signed_or_read(gateway):
    assert refused(gateway, *deliver(raw=b" " * (LARGEST + 1))) == "oversized"
    assert refused(gateway, *deliver(raw=b" " * LARGEST)) == "unreadable"


def test_an_account_without_secrets_takes_no_deliveries(build, peer):
    assert refused(build(peer.url, webhook_secrets=()), *deliver()) == "signature"


@pytest.mark.parametrize("livemode", [True, None, "false"])
def test_a_delivery_of_the_other_mode_is_refused(gateway, livemode):
    assert refused(gateway, *deliver(livemode=livemode)) == "mode"


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[]", b"\xff", b"{" * 5000, b'{"object": "v2.core.event", "id": "evt_1"}', b"[" * 100_000]
)
def test_what_is_signed_and_no_event_is_refused(gateway, raw):
    assert refused(gateway, *deliver(raw=raw)) == "unreadable"


@pytest.mark.parametrize(
    "fields", [{"data": None}, {"id": "x"}, {"type": None}, {"data": {"object": {"id": "re_1/x"}}}]
)
def test_an_event_that_cannot_be_read_is_refused(gateway, fields):
    assert refused(gateway, *deliver(**fields)) == "unreadable"


def test_a_type_nobody_needs_is_taken_and_points_at_nothing(gateway):
    assert gateway.parse_webhook(*deliver(type="customer.created")) == ()


def test_an_event_of_a_connected_account_is_not_for_the_platform(gateway):
    assert refused(gateway, *deliver(account="acct_1")) == "account"


def test_a_platforms_endpoint_hears_of_others_and_listens_to_its_own(build, peer):
    gateway = build(peer.url, stripe_account="acct_1A2B")

    assert len(gateway.parse_webhook(*deliver(account="acct_1A2B"))) == 1
    assert gateway.parse_webhook(*deliver(account="acct_9Z8Y")) == ()
    assert gateway.parse_webhook(*deliver()) == ()


def test_a_refusal_repeats_nothing_of_the_delivery(gateway):
    raw, headers = deliver(id="evt_secret/1")

    with pytest.raises(WebhookRefusedError) as caught:
        gateway.parse_webhook(raw, headers)
    assert "secret" not in str(caught.value)
