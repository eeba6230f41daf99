"""What is wrong is told at start, with the key it is about and never with a secret."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_webhook.settings import parse_settings

from .conftest import OLD_SECRET, SECRET


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("url", {"url": "http://panel.example/messages"}),
        ("url", {"url": "http://10.0.0.1/messages"}),
        ("url", {"url": "ftp://127.0.0.1/messages"}),
        ("url", {"url": "https://me:secret@panel.example/"}),
        ("url", {"url": "https:///messages"}),
        ("url", {"url": "panel.example/messages"}),
        ("url", {"url": "https://panel.example/a b"}),
        ("url", {"url": "https://panel.example/a#b"}),
        ("secret", {"secret": "whsec_!!!"}),
        ("secret", {"secret": "whsec_c2hvcnQ="}),
        ("previous_secret", {"previous_secret": "whsec_c2hvcnQ="}),
        ("timeout", {"timeout": 26}),
    ],
)
def test_a_wrong_setting_is_named_and_not_quoted(settings, key, other):
    with pytest.raises(Refused) as refused:
        parse_settings(settings | other)
    assert refused.value.field == key
    assert not [value for value in other.values() if str(value) in refused.value.text.split()]


@pytest.mark.parametrize(
    "url", ["https://panel.example/m", "https://10.1.2.3:8443/m?x=y", "http://localhost:8080/", "http://[::1]/m"]
)
def test_https_everywhere_and_http_to_this_machine(settings, url):
    assert parse_settings(settings | {"url": url}).url == url


def test_the_newest_secret_comes_first_and_none_shows(settings):
    read = parse_settings(settings | {"previous_secret": OLD_SECRET})

    assert read.secrets == (SECRET, OLD_SECRET)
    assert "whsec_" not in repr(read)


def test_what_is_no_secret_is_let_through_and_not_usable(settings):
    assert parse_settings(settings).usable
    assert not parse_settings(settings | {"secret": "unread-env"}).usable
