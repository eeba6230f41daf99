"""What is wrong is told at start, with the key it is about."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds.ports import Letterhead
from panel_refunds_mail.settings import parse_settings


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("tls", {"tls": "none", "host": "smtp.acme.example"}),
        ("tls", {"tls": "none", "host": "10.0.0.1"}),
        ("timeout", {"timeout": 26}),
        ("port", {"port": 65536}),
        ("password", {"user": "refunds"}),
        ("user", {"password": "secret"}),
        ("sender", {"sender": "nobody"}),
        ("reply_to", {"reply_to": "a@b.example\nBcc: c@d.example"}),
        ("staff", {"staff": ("a@b.example, c@d.example",)}),
        ("subject", {"subject": "Refund\nBcc: eve@x.example"}),
        ("subject", {"subject": " "}),
        ("ca_file", {"tls": "starttls", "ca_file": "/nowhere/ca.pem"}),
        ("ca_file", {"tls": "tls", "ca_file": __file__}),
    ],
)
def test_a_wrong_setting_is_named(settings, key, other):
    with pytest.raises(Refused) as refused:
        parse_settings(settings | other)
    assert refused.value.field == key


def test_the_brand_says_whom_mails_come_from_where_the_settings_do_not(settings):
    house = Letterhead("Shop", "refunds@shop.example", "help@shop.example")
    told = parse_settings(settings | {"sender": ""}, house)
    assert (str(told.sender), str(told.reply_to)) == ("Shop <refunds@shop.example>", "help@shop.example")

    own = parse_settings(settings, house)
    assert (str(own.sender), own.reply_to) == ("Acme Panel <refunds@acme.example>", None)
    both = parse_settings(settings | {"sender": "", "reply_to": "desk@shop.example"}, house)
    assert str(both.reply_to) == "desk@shop.example"


def test_without_anybody_to_come_from_no_mail_is_sent(settings):
    with pytest.raises(Refused, match=r"\[brand\.sender\]") as refused:
        parse_settings(settings | {"sender": ""})
    assert refused.value.field == "sender"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "127.0.0.1", "127.1.2.3", "::1"])
def test_without_tls_only_this_machine_is_spoken_to(settings, host):
    assert parse_settings(settings | {"host": host}).context is None


def test_a_password_shows_in_no_repr(settings):
    assert "hunter2" not in repr(parse_settings(settings | {"user": "refunds", "password": "hunter2"}))
