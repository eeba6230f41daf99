"""Whoever has one of the secrets can check it, with the library or by hand."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta, timezone

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from panel_refunds_webhook.signing import sign

from .conftest import OLD_SECRET, SECRET


def test_it_is_what_the_specification_says():
    at = datetime(2026, 3, 2, 13, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=1)))
    headers = sign([SECRET], "out_1:webhook", at, "{}")

    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    stamp = str(int(datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp()))
    digest = hmac.new(key, f"out_1:webhook.{stamp}.{{}}".encode(), hashlib.sha256).digest()
    assert headers == {
        "webhook-id": "out_1:webhook",
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


@pytest.mark.parametrize("secret", [SECRET, OLD_SECRET])
def test_while_a_secret_is_changed_either_is_enough(secret):
    headers = sign([SECRET, OLD_SECRET], "out_1:webhook", datetime.now(UTC), '{"a":1}')

    assert Webhook(secret).verify('{"a":1}', headers) == {"a": 1}
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify('{"a":2}', headers)
