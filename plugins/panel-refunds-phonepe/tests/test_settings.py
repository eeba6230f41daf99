"""Live credentials to another address, half a webhook, an empty secret: refused with the name of the key."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_phonepe.settings import LIVE, SANDBOX, parse_settings
from phonepe_account import settings

RIGHT = {"client_id": "SHOP_1", "client_secret": "s3cr3t_value", "mode": "test"}


def test_secrets_are_not_in_the_repr():
    parsed = parse_settings(settings(**RIGHT, webhook_username="ann", webhook_password="hook_value"))

    assert "s3cr3t" not in repr(parsed)
    assert "hook_value" not in repr(parsed)
    assert not parsed.live


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"client_id": ""}, "client_id"),
        ({"client_secret": "  "}, "client_secret"),
        ({"timeout": 10}, "timeout"),
        ({"webhook_username": "ann"}, "webhook_password"),
        ({"webhook_password": "x"}, "webhook_username"),
        ({"address": "ftp://x"}, "address"),
        ({"address": "http://elsewhere.example"}, "address"),
        ({"address": f"{SANDBOX}/apis"}, "address"),
        ({"mode": "live", "address": SANDBOX}, "address"),
    ],
)
def test_what_makes_no_sense_is_refused(changed, key):
    with pytest.raises(Refused) as caught:
        parse_settings(settings(**{**RIGHT, **changed}))

    assert caught.value.field == key
    assert "s3cr3t" not in str(caught.value)


def test_the_mode_chooses_the_address():
    assert parse_settings(settings(**RIGHT)).address == SANDBOX
    assert parse_settings(settings(**{**RIGHT, "mode": "live"})).address == LIVE
