"""Over real HTTP: the right chat, the whole text, and a token that nobody ever reads."""

import logging
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest

from panel_refunds.ports import Message, NotNowError, UndeliverableError
from panel_refunds_telegram.answer import NotSentError

from .conftest import TOKEN

TO_STAFF = Message("overdue", "acme", None, "rr_1", "Answer <it>.")


def to_customer(**contact: str) -> Message:
    return Message("refund_sent", "acme", "c1", "rr_1", "Sent.", contact=MappingProxyType(contact))


def test_the_staff_and_the_customer_each_get_their_own(build, peer):
    notifier = build()
    assert notifier.deliver(TO_STAFF, "out_1:telegram") is None
    assert notifier.deliver(to_customer(telegram="77"), "out_2:telegram") is None

    assert {asked.path for asked in peer.asked} == {f"/bot{TOKEN}/sendMessage"}
    assert [(asked.json["chat_id"], asked.json["text"]) for asked in peer.asked] == [
        ("-1001", "<b>acme: overdue</b>\nAnswer &lt;it&gt;.\n\nRequest: rr_1"),
        ("77", "Sent.\n\nRequest: rr_1"),
    ]
    assert peer.asked[0].json["link_preview_options"] == {"is_disabled": True}


def test_a_long_text_is_several(build, peer):
    build().deliver(replace(TO_STAFF, text="word " * 2000), "out_1:telegram")

    assert len(peer.asked) == 3


def test_what_fails_in_the_middle_says_nothing_more(build, peer):
    peer.say(200, {"ok": True, "result": {}})
    peer.say(429, {"ok": False, "error_code": 429, "parameters": {"retry_after": 3}})

    with pytest.raises(NotNowError) as later:
        build().deliver(replace(TO_STAFF, text="word " * 2000), "out_1:telegram")
    assert later.value.retry_after == timedelta(seconds=3)
    assert len(peer.asked) == 2


def test_a_customer_who_blocked_the_bot_is_undeliverable(build, peer):
    peer.say(403, {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"})

    with pytest.raises(UndeliverableError, match="blocked"):
        build().deliver(to_customer(telegram="77"), "out_1:telegram")


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (to_customer(), "told no telegram chat"),
        (to_customer(telegram="-1001"), "no person's number"),
        (TO_STAFF, "no staff_chat"),
    ],
)
def test_without_a_chat_it_can_never_work(build, peer, message, why):
    with pytest.raises(UndeliverableError, match=why):
        build(staff_chat="").deliver(message, "out_1:telegram")
    assert peer.asked == []


def test_nothing_is_sent_with_what_is_no_token(build, peer):
    with pytest.raises(NotSentError):
        build(token="unread-env").deliver(TO_STAFF, "out_1:telegram")
    assert peer.asked == []


def test_the_token_is_in_no_log_and_no_error(build, peer, caplog):
    caplog.set_level(logging.DEBUG)
    notifier = build()
    peer.say(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
    peer.say(200, b"{", cut=True)
    told = []
    for _ in range(2):
        with pytest.raises(NotSentError) as failed:
            notifier.deliver(TO_STAFF, "out_1:telegram")
        told.append(repr(failed.value))
    notifier.deliver(TO_STAFF, "out_1:telegram")
    peer.close()
    with pytest.raises(NotSentError, match="ConnectError") as failed:
        notifier.deliver(TO_STAFF, "out_1:telegram")

    everything = caplog.text + "".join(told) + repr(failed.value) + repr(notifier) + repr(failed.value.__context__)
    assert "hunter2" not in everything


def test_a_redirect_takes_the_token_nowhere(build, peer):
    peer.say(302, location=f"{peer.url}/elsewhere")

    with pytest.raises(NotSentError, match="302"):
        build().deliver(TO_STAFF, "out_1:telegram")
    assert len(peer.asked) == 1


def test_an_answer_without_an_end_is_not_read_to_the_end(build, peer):
    peer.say(200, b" " * 1_000_000)

    with pytest.raises(NotSentError):
        build().deliver(TO_STAFF, "out_1:telegram")
