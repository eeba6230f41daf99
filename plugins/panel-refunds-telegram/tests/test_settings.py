"""What is wrong is told at start, with the key it is about and never with the token."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_telegram.settings import is_customers_chat, parse_settings


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("staff_chat", {"staff_chat": "refunds"}),
        ("staff_chat", {"staff_chat": "@a b"}),
        ("api_base", {"api_base": "http://bots.example"}),
        ("api_base", {"api_base": "https://bots.example/?a=b"}),
        ("api_base", {"api_base": "https://me:you@bots.example"}),
        ("api_base", {"api_base": "bots.example"}),
        ("timeout", {"timeout": 26}),
    ],
)
def test_a_wrong_setting_is_named(settings, key, other):
    with pytest.raises(Refused) as refused:
        parse_settings(settings | other)
    assert refused.value.field == key


@pytest.mark.parametrize("chat", ["-1001234567890", "77", "@refunds", ""])
def test_a_chat_is_a_number_or_a_channel(settings, chat):
    assert parse_settings(settings | {"staff_chat": chat}).staff_chat == chat


@pytest.mark.parametrize(
    ("token", "usable"), [("123:AAE-x_y", True), ("unread-env", False), ("123:AAE/../x", False), ("1:a b", False)]
)
def test_what_is_no_token_is_let_through_and_not_usable(settings, token, usable):
    read = parse_settings(settings | {"token": token})

    assert read.usable is usable
    assert token not in repr(read)


def test_a_customers_chat_is_one_persons():
    assert is_customers_chat("77")
    assert not any(is_customers_chat(chat) for chat in ("-1001", "@refunds", "", "77;78", "7\n7"))
