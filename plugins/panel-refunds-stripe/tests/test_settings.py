"""Settings: defaults, the mode that must fit the key, and mistakes that name their key."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_stripe.settings import SETTINGS, STRIPES_OWN, mode_of_key, parse_settings

GIVEN = {"key": "sk_test_abc", "mode": "test"}


def test_a_key_and_its_mode_are_enough():
    settings = parse_settings(GIVEN)

    assert (settings.key, settings.mode, settings.api_base) == ("sk_test_abc", "test", STRIPES_OWN)
    assert (settings.webhook_secrets, settings.stripe_account, settings.timeout) == ((), None, 20)
    assert settings.usable
    assert not settings.live


def test_a_restricted_key_is_as_good():
    assert parse_settings({"key": "rk_live_abc", "mode": "live"}).usable


def test_keys_and_signing_secrets_are_secrets_and_not_in_the_repr():
    settings = parse_settings({**GIVEN, "webhook_secrets": ("whsec_1",)})

    assert [name for name, setting in SETTINGS.items() if setting.secret] == ["key", "webhook_secrets"]
    assert "abc" not in repr(settings)
    assert "whsec" not in repr(settings)


def test_every_setting_says_what_it_is_for():
    assert all(setting.help for setting in SETTINGS.values())


@pytest.mark.parametrize(
    ("key", "mode"),
    [
        ("sk_test_1", "test"),
        ("rk_test_1", "test"),
        ("sk_live_1", "live"),
        ("rk_live_1", "live"),
        ("unread-env", None),
        ("sk_org_live_1", None),
    ],
)
def test_the_mode_of_a_key_is_read_from_how_it_begins(key, mode):
    assert mode_of_key(key) == mode


def test_a_text_that_is_no_key_is_let_through_and_cannot_be_used():
    assert not parse_settings({**GIVEN, "key": "unread-env"}).usable


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"key": " "}, "key", "field_missing"),
        ({"key": None}, "key", "field_missing"),
        ({"key": "pk_test_abc"}, "key", "field_invalid"),
        ({"key": "whsec_abc"}, "key", "field_invalid"),
        ({"key": "sk_test_a b"}, "key", "field_invalid"),
        ({"key": "sk_live_abc"}, "key", "field_invalid"),
        ({"key": "rk_live_abc"}, "key", "field_invalid"),
        ({"mode": "live"}, "key", "field_invalid"),
        ({"mode": None}, "mode", "field_missing"),
        ({"webhook_secrets": ("",)}, "webhook_secrets", "field_missing"),
        ({"webhook_secrets": ("whsec_1", "sk_test_abc")}, "webhook_secrets", "field_invalid"),
        ({"stripe_account": "ac_1"}, "stripe_account", "field_invalid"),
        ({"timeout": 0}, "timeout", "field_invalid"),
        ({"timeout": 26}, "timeout", "field_invalid"),
        ({"api_base": "127.0.0.1:12111"}, "api_base", "field_invalid"),
        ({"api_base": "ftp://127.0.0.1"}, "api_base", "field_invalid"),
        ({"api_base": "http://user@127.0.0.1"}, "api_base", "field_invalid"),
        ({"api_base": "http://127.0.0.1/v1"}, "api_base", "field_invalid"),
        ({"api_base": "http://[::1"}, "api_base", "field_invalid"),
        ({"api_base": 5}, "api_base", "field_invalid"),
        ({"key": "sk_live_abc", "mode": "live", "api_base": "https://stripe.example"}, "api_base", "field_invalid"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_by_name(wrong, field, code):
    with pytest.raises(Refused) as caught:
        parse_settings({**GIVEN, **wrong})

    assert (caught.value.field, caught.value.code) == (field, code)
    assert "abc" not in caught.value.text
