"""Which services may be asked, and which secrets sign."""

from __future__ import annotations

import pytest

from panel_refunds.errors import Refused
from panel_refunds_http_check.settings import parse_settings

from .conftest import SECRET

GOOD = {"url": "https://checks.shop.example/refunds", "secret": SECRET, "seconds": 8}


@pytest.mark.parametrize(
    "url",
    [
        "https://checks.shop.example",
        "https://checks.shop.example:8443/refunds?panel=1",
        "http://127.0.0.1:8099/refunds",
        "http://127.8.8.8",
        "http://[::1]:8099",
        "http://localhost:8099",
    ],
)
def test_https_anywhere_and_http_on_this_machine(url: str) -> None:
    assert parse_settings({**GOOD, "url": url}).url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://checks.shop.example",
        "http://10.0.0.8",
        "http://localhost.shop.example",
        "http://127.0.0.1.shop.example",
        "https://ana:pass@checks.shop.example",
        "https://",
        "https:///refunds",
        "https://checks.shop.example:99999",
        "https://checks.shop.example/#part",
        "https://[::1",
        "ftp://checks.shop.example",
        "checks.shop.example",
        "",
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_settings({**GOOD, "url": url})
    assert refused.value.field == "url"


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_c2hvcnQ=", "a-password", "whsec_ü" * 20, SECRET[6:]])
def test_a_secret_that_is_none_is_refused_without_being_told(secret: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_settings({**GOOD, "secret": secret})
    assert refused.value.field == "secret"
    assert len(secret) < 8 or secret not in refused.value.text


def test_the_secret_stands_in_no_repr() -> None:
    assert SECRET not in repr(parse_settings(GOOD))
