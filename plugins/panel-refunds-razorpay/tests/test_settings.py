"""A key of the other mode, an address that is not Razorpay's, an empty secret: refused with the name of the key."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_razorpay.settings import parse_settings
from razorpay_account import settings

RIGHT = {"key_id": "rzp_test_abcd1234", "key_secret": "s3cr3t_value", "mode": "test"}


def test_secrets_are_not_in_the_repr():
    parsed = parse_settings(settings(**RIGHT, webhook_secrets=("hook_value",)))

    assert "s3cr3t" not in repr(parsed)
    assert "hook_value" not in repr(parsed)
    assert parsed.webhook_secrets == ("hook_value",)
    assert not parsed.live


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"key_id": "sk_test_x"}, "key_id"),
        ({"key_id": "rzp_live_abcd1234"}, "key_id"),
        ({"mode": "live"}, "key_id"),
        ({"key_secret": "  "}, "key_secret"),
        ({"timeout": 26}, "timeout"),
        ({"address": "ftp://x"}, "address"),
        ({"address": "http://elsewhere.example"}, "address"),
        ({"address": "https://api.razorpay.com/v1"}, "address"),
        ({"key_id": "rzp_live_abcd1234", "mode": "live", "address": "https://proxy.example"}, "address"),
    ],
)
def test_what_makes_no_sense_is_refused(changed, key):
    with pytest.raises(Refused) as caught:
        parse_settings(settings(**{**RIGHT, **changed}))

    assert caught.value.field == key
    assert "s3cr3t" not in str(caught.value)


def test_a_live_account_speaks_to_razorpay():
    parsed = parse_settings(settings(key_id="rzp_live_abcd1234", key_secret="x", mode="live"))

    assert (parsed.live, parsed.address) == (True, "https://api.razorpay.com")
