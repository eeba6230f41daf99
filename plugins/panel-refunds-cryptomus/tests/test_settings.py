"""No play money at the vendor's own address, no live key elsewhere: refused with the name of the key."""

import pytest

from cryptomus_account import MERCHANT, STAND_IN, settings
from panel_refunds.errors import Refused
from panel_refunds_cryptomus.settings import is_uuid, parse_settings


def test_the_key_is_not_in_the_repr():
    assert "s3cr3t" not in repr(parse_settings(settings(**STAND_IN)))


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"merchant": "acme"}, "merchant"),
        ({"key": "  "}, "key"),
        ({"timeout": 26}, "timeout"),
        ({"address": None}, "address"),
        ({"address": "ftp://x"}, "address"),
        ({"address": "http://elsewhere.example"}, "address"),
        ({"address": "https://elsewhere.example/v1"}, "address"),
        ({"address": "https://api.cryptomus.com"}, "address"),
        ({"address": "https://api.heleket.com/"}, "address"),
        ({"mode": "live", "address": "https://proxy.example"}, "address"),
        ({"mode": "live", "vendor": "heleket", "address": "https://api.cryptomus.com"}, "address"),
    ],
)
def test_what_makes_no_sense_is_refused(changed, key):
    with pytest.raises(Refused) as caught:
        parse_settings(settings(**{**STAND_IN, **changed}))

    assert caught.value.field == key
    assert "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize("vendor", ["cryptomus", "heleket"])
def test_a_live_merchant_speaks_to_its_vendor(vendor):
    parsed = parse_settings(settings(**{**STAND_IN, "mode": "live", "vendor": vendor, "address": None}))

    assert (parsed.live, parsed.address) == (True, f"https://api.{vendor}.com")


def test_what_is_a_uuid():
    assert is_uuid(MERCHANT)
    assert not any(map(is_uuid, ("", "deposit-7", MERCHANT.upper(), f"{MERCHANT}\n", MERCHANT[:-1])))
