"""An event names what to look at, and nothing else is taken from it."""

from __future__ import annotations

from typing import Any

import pytest

from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_paypal.events import find_event

UP = {"links": [{"rel": "up", "href": "https://api.paypal.com/v2/payments/captures/C1"}]}


def event(word: str, resource: Any):
    return find_event(Said.of({"id": "WH-1", "event_type": word, "resource": resource}))


@pytest.mark.parametrize(
    ("word", "resource", "kind", "ref", "payments"),
    [
        ("PAYMENT.CAPTURE.COMPLETED", {"id": "C1"}, "payment", "C1", ("C1",)),
        ("PAYMENT.CAPTURE.REFUNDED", {"id": "R1", **UP}, "refund", "R1", ("C1",)),
        ("PAYMENT.CAPTURE.REFUNDED", {"id": "R1"}, "refund", "R1", ()),
        ("PAYMENT.REFUND.FAILED", {"id": "R1", **UP}, "refund", "R1", ("C1",)),
        ("PAYMENT.CAPTURE.REVERSED", {"id": "X1", **UP}, "payment", "C1", ("C1",)),
        (
            "CUSTOMER.DISPUTE.UPDATED",
            {"dispute_id": "PP-D-1", "disputed_transactions": [{"seller_transaction_id": "C1"}]},
            "dispute",
            "PP-D-1",
            ("C1",),
        ),
    ],
)
def test_an_event_names_what_to_look_at(word, resource, kind, ref, payments):
    hint = event(word, resource)

    assert hint is not None
    assert (hint.event_id, hint.kind, hint.ref, hint.payments, hint.word) == ("WH-1", kind, ref, payments, word)


def test_events_of_no_use_are_no_hint():
    assert event("CHECKOUT.ORDER.APPROVED", {"id": "O1"}) is None


@pytest.mark.parametrize("resource", [None, "C1", {}, {"id": ""}])
def test_what_cannot_be_read(resource):
    with pytest.raises(UnreadableError):
        event("PAYMENT.CAPTURE.COMPLETED", resource)
