"""A delivery is believed when it was signed for this account just now, and is only a hint."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta

import pytest

from acmepay_account import NINE
from panel_refunds.ports import WebhookRefusedError
from panel_refunds_example.webhooks import LARGEST, parse_webhook

SECRET = "hook_of_ours"
EVENT = {"id": "evt_1", "type": "refund.updated", "about": "ref_1", "payment": "pay_1"}


def delivered(said: object, *, at=NINE, secrets=("old_one", SECRET)):
    raw = said if isinstance(said, bytes) else json.dumps(said).encode()
    moment = str(int(at.timestamp()))
    signature = hmac.new(SECRET.encode(), moment.encode() + b"." + raw, hashlib.sha256).hexdigest()
    return parse_webhook(raw, {"X-SIGNATURE": f"t={moment},v1={signature}"}, secrets, NINE)


def test_an_event_names_what_to_look_at():
    (event,) = delivered(EVENT)

    assert (event.event_id, event.kind, event.ref, event.payments) == ("evt_1", "refund", "ref_1", ("pay_1",))


def test_events_of_no_use_are_no_hint():
    assert delivered({**EVENT, "type": "invoice.updated"}) == ()


@pytest.mark.parametrize("said", [b"[]", b"nonsense", {}, {**EVENT, "about": None}, {**EVENT, "id": ""}])
def test_what_cannot_be_read_is_refused(said):
    with pytest.raises(WebhookRefusedError) as caught:
        delivered(said)

    assert caught.value.reason == "unreadable"


@pytest.mark.parametrize(("late", "reason"), [(timedelta(minutes=-6), "stale"), (timedelta(minutes=6), "future")])
def test_an_old_delivery_and_one_from_the_future(late, reason):
    with pytest.raises(WebhookRefusedError) as caught:
        delivered(EVENT, at=NINE + late)

    assert caught.value.reason == reason


@pytest.mark.parametrize("header", ["", "t=1,v1=", "v1=" + "0" * 64, "t=1772442000,v1=" + "0" * 64, "é"])
def test_a_wrong_signature_is_refused(header):
    with pytest.raises(WebhookRefusedError) as caught:
        parse_webhook(b"{}", {"X-Signature": header}, [SECRET], NINE)

    assert caught.value.reason == "signature"


def test_without_a_secret_nothing_is_believed():
    with pytest.raises(WebhookRefusedError):
        delivered(EVENT, secrets=())


def test_too_large_is_refused_unread():
    with pytest.raises(WebhookRefusedError) as caught:
        parse_webhook(b" " * (LARGEST + 1), {}, [SECRET], NINE)

    assert caught.value.reason == "oversized"
