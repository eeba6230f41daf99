"""A shop's number that is none, live requests to another address, an empty salt: refused with the name of the key."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_paytr.settings import PAYTRS_OWN, parse_settings
from paytr_account import settings

RIGHT = {"merchant_id": "100001", "merchant_key": "s3cr3t_key", "merchant_salt": "s3cr3t_salt", "mode": "test"}


def test_secrets_are_not_in_the_repr():
    parsed = parse_settings(settings(**RIGHT))

    assert "s3cr3t" not in repr(parsed)
    assert (parsed.live, parsed.address) == (False, PAYTRS_OWN)


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"merchant_id": "shop"}, "merchant_id"),
        ({"merchant_key": ""}, "merchant_key"),
        ({"merchant_salt": " "}, "merchant_salt"),
        ({"timeout": 15}, "timeout"),
        ({"address": "ftp://x"}, "address"),
        ({"address": "http://elsewhere.example"}, "address"),
        ({"address": f"{PAYTRS_OWN}/odeme"}, "address"),
        ({"mode": "live", "address": "https://proxy.example"}, "address"),
    ],
)
def test_what_makes_no_sense_is_refused(changed, key):
    with pytest.raises(Refused) as caught:
        parse_settings(settings(**{**RIGHT, **changed}))

    assert caught.value.field == key
    assert "s3cr3t" not in str(caught.value)
