"""A secret for another address than its mode's, a webhook's address for its id: refused with the name of the key."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_paypal.settings import LIVE, SANDBOX, parse_settings
from paypal_account import RIGHT, settings


def test_secrets_are_not_in_the_repr():
    assert "s3cr3t" not in repr(parse_settings(settings(**RIGHT)))


def test_the_mode_chooses_the_address():
    assert parse_settings(settings(**RIGHT)).address == SANDBOX
    live = parse_settings(settings(**{**RIGHT, "mode": "live"}))
    assert (live.address, live.live, live.played) == (LIVE, True, False)
    assert parse_settings(settings(**RIGHT, address="http://127.0.0.1:8000/")).played


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"client_id": "with space"}, "client_id"),
        ({"client_id": ""}, "client_id"),
        ({"client_secret": "  "}, "client_secret"),
        ({"timeout": 13}, "timeout"),
        ({"webhook_ids": ("https://panel.example/hook",)}, "webhook_ids"),
        ({"address": "ftp://x"}, "address"),
        ({"address": "http://elsewhere.example"}, "address"),
        ({"address": f"{SANDBOX}/v1"}, "address"),
        ({"address": LIVE}, "address"),
        ({"mode": "live", "address": SANDBOX}, "address"),
        ({"mode": "live", "address": "http://127.0.0.1:1"}, "address"),
    ],
)
def test_what_makes_no_sense_is_refused(changed, key):
    with pytest.raises(Refused) as caught:
        parse_settings(settings(**{**RIGHT, **changed}))

    assert caught.value.field == key
    assert "s3cr3t" not in str(caught.value)
