"""An address that a key must not travel to and a time-out that is too long are refused with the name of the key."""

import pytest

from acmepay_account import settings
from panel_refunds.errors import Refused
from panel_refunds_example.settings import parse_settings


def test_secrets_are_not_in_the_repr():
    parsed = parse_settings(settings(key=" s3cr3t_value ", webhook_secrets=("hook_value",)))

    assert parsed.key == "s3cr3t_value"
    assert parsed.live
    assert "s3cr3t" not in repr(parsed)
    assert "hook_value" not in repr(parsed)


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"timeout": 26}, "timeout"),
        ({"address": "ftp://acmepay.example"}, "address"),
        ({"address": "acmepay.example"}, "address"),
        ({"address": "https://acmepay.example/?key=1"}, "address"),
        ({"address": "http://acmepay.example"}, "address"),
    ],
)
def test_what_makes_no_sense_is_refused(changed, key):
    with pytest.raises(Refused) as caught:
        parse_settings(settings(key="s3cr3t_value", **changed))

    assert caught.value.field == key
    assert "s3cr3t" not in str(caught.value)


def test_on_this_machine_http_will_do():
    assert parse_settings(settings(key="x", address="http://127.0.0.1:1/")).address == "http://127.0.0.1:1"
