"""Settings: defaults, and mistakes that name their key."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_smm_v2.settings import SETTINGS, parse_settings

GIVEN = {"url": "https://panel.example/api/v2", "key": "k-1"}


def test_an_address_and_a_key_are_enough():
    settings = parse_settings(GIVEN)
    assert (settings.url, settings.key, settings.timeout_seconds, settings.batch) == (*GIVEN.values(), 20, 100)
    assert (settings.cancel, settings.refill, settings.reports_remains) == (True, True, True)


def test_the_key_is_a_secret_and_not_in_the_repr():
    assert [name for name, setting in SETTINGS.items() if setting.secret] == ["key"]
    assert "k-1" not in repr(parse_settings(GIVEN))


def test_every_setting_says_what_it_is_for():
    assert all(setting.help for setting in SETTINGS.values())


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"url": None}, "url", "field_missing"),
        ({"url": "panel.example/api/v2"}, "url", "field_invalid"),
        ({"url": "ftp://panel.example"}, "url", "field_invalid"),
        ({"url": "https://"}, "url", "field_invalid"),
        ({"url": "https://panel.example:99999/"}, "url", "field_invalid"),
        ({"url": "https://panel example/"}, "url", "field_invalid"),
        ({"url": "https://me:secret@panel.example/"}, "url", "field_invalid"),
        ({"url": "https://panel.example/?KEY=secret"}, "url", "field_invalid"),
        ({"url": "https://[::1/api"}, "url", "field_invalid"),
        ({"key": " "}, "key", "field_missing"),
        ({"key": None}, "key", "field_missing"),
        ({"batch": 0}, "batch", "field_invalid"),
        ({"batch": 101}, "batch", "field_invalid"),
        ({"timeout_seconds": 0}, "timeout_seconds", "field_invalid"),
        ({"words": {"Completed": "canceled"}}, "words.Completed", "field_invalid"),
        ({"texts": {"Sumiu": "lost"}}, "texts.Sumiu", "field_invalid"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_by_name(wrong, field, code):
    with pytest.raises(Refused) as caught:
        parse_settings({**GIVEN, **wrong})
    assert (caught.value.field, caught.value.code) == (field, code)
    assert "secret" not in caught.value.text or field == "key"


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080/api/v2", "https://panel.example/index.php?route=api/v2"])
def test_ordinary_addresses_pass(url):
    assert parse_settings({**GIVEN, "url": url}).url == url
