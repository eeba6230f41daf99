"""Errors keep what they mean in the contract; every other one is told by name and text."""

from datetime import timedelta

import pytest

from panel_refunds.errors import Refused
from panel_refunds.plugins.apart.said import MOST_TEXT, Raised, RaisedApartError, as_error, describe_error
from panel_refunds.plugins.faults import told
from panel_refunds.ports import MisconfiguredError, NotNowError, UndeliverableError, WebhookRefusedError


@pytest.mark.parametrize(
    ("raised", "kind", "text"),
    [
        (LookupError("no such payment"), LookupError, "no such payment"),
        (KeyError("x"), LookupError, "'x'"),
        (MisconfiguredError("revoked"), MisconfiguredError, "revoked"),
        (WebhookRefusedError("stale", "too old"), WebhookRefusedError, "too old"),
        (UndeliverableError("no such mailbox"), UndeliverableError, "no such mailbox"),
        (NotNowError(timedelta(minutes=5), "too many"), NotNowError, "too many"),
        (ValueError("x"), RaisedApartError, "ValueError: x"),
        (SystemExit(3), RaisedApartError, "SystemExit: 3"),
        (MemoryError(), RaisedApartError, "MemoryError: "),
    ],
)
def test_an_error_keeps_its_meaning(raised, kind, text):
    error = as_error(describe_error(raised))

    assert type(error) is kind
    assert str(error) == text


def test_a_refusal_keeps_its_field_and_a_webhook_its_reason():
    refused = as_error(describe_error(Refused("field_missing", "Say which.", field="mode")))
    webhook = as_error(describe_error(WebhookRefusedError("stale", "too old")))

    assert (refused.text, refused.field) == ("Say which.", "mode")
    assert webhook.reason == "stale"


def test_a_limit_keeps_its_time():
    assert as_error(describe_error(NotNowError(timedelta(minutes=5)))).retry_after == timedelta(minutes=5)
    assert told(as_error(Raised("not_now", "X", "text", "-5"))) == "X: text"


def test_what_a_process_invents_means_nothing():
    invented = Raised("webhook_refused", "X", "text", "no reason of ours")

    assert told(as_error(invented)) == "X: text"


def test_a_text_that_is_long_or_cannot_be_made_does_no_harm():
    class Silent(Exception):  # noqa: N818 - a foreign error's name
        def __str__(self):
            raise RuntimeError

    assert len(describe_error(ValueError("x" * 10**6)).text) == MOST_TEXT
    assert describe_error(Silent()).text == "(its text cannot be read)"
