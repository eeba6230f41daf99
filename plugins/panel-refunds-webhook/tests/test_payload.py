"""The body has the same fields and the same bytes in every try."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType

from panel_refunds.ports import Message
from panel_refunds_webhook.payload import write_payload

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MESSAGE = Message("refund_sent", "acme", "c1", "rr_1", "38.25 € was sent.", {"net": "38.25", "gross": "40.00"}, AT)


def test_these_are_the_fields():
    assert json.loads(write_payload(MESSAGE)) == {
        "type": "refund_sent",
        "timestamp": "2026-03-02T12:00:00.000Z",
        "data": {
            "tenant": "acme",
            "customer": "c1",
            "request": "rr_1",
            "text": "38.25 € was sent.",
            "facts": {"gross": "40.00", "net": "38.25"},
        },
    }


def test_the_same_message_is_the_same_bytes():
    other = replace(
        MESSAGE,
        facts=MappingProxyType({"gross": "40.00", "net": "38.25"}),
        at=AT.astimezone(timezone(timedelta(hours=5))),
        contact=MappingProxyType({"email": "ada@example.com"}),
    )

    assert write_payload(MESSAGE) == write_payload(other)


def test_what_is_not_there_is_null():
    body = json.loads(write_payload(Message("overdue", "acme", None, None, "Late.")))

    assert (body["timestamp"], body["data"]["customer"], body["data"]["request"]) == (None, None, None)
