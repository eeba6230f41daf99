"""Over real HTTP: one signed POST, the same message under the same id, no redirect, no waiting for ever."""

from datetime import timedelta

import pytest
import time_machine
from standardwebhooks import Webhook

from panel_refunds.ports import Message, NotNowError, UndeliverableError
from panel_refunds_webhook.answer import NotTakenError

from .conftest import NOW, SECRET

MESSAGE = Message("refund_sent", "acme", "c1", "rr_1", "Sent: 38.25 €.", {"net": "38.25"}, NOW)


def test_the_receiver_gets_a_signed_message(build, peer):
    assert build().deliver(MESSAGE, "out_1:webhook") is None

    (asked,) = peer.asked
    assert asked.path == "/messages?of=acme"
    assert asked.headers["content-type"] == "application/json"
    with time_machine.travel(NOW):
        told = Webhook(SECRET).verify(asked.body, asked.headers)
    assert (told["type"], told["data"]["text"]) == ("refund_sent", "Sent: 38.25 €.")


def test_a_repeat_has_the_same_id_and_the_same_body(build, peer):
    peer.say(500)
    notifier = build()
    with pytest.raises(NotTakenError):
        notifier.deliver(MESSAGE, "out_1:webhook")
    notifier.deliver(MESSAGE, "out_1:webhook")

    first, second = peer.asked
    assert first.body == second.body
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == "out_1:webhook"


def test_a_redirect_is_not_followed(build, peer):
    peer.say(307, location=f"{peer.url}/elsewhere")

    with pytest.raises(NotTakenError, match="redirects"):
        build().deliver(MESSAGE, "out_1:webhook")
    assert len(peer.asked) == 1


def test_gone_and_not_now(build, peer):
    peer.say(410)
    peer.say(429, retry_after="30")
    notifier = build()
    with pytest.raises(UndeliverableError):
        notifier.deliver(MESSAGE, "out_1:webhook")
    with pytest.raises(NotNowError) as later:
        notifier.deliver(MESSAGE, "out_1:webhook")
    assert later.value.retry_after == timedelta(seconds=30)


def test_an_answer_whose_body_is_cut_was_an_answer(build, peer):
    peer.say(200, b"half of it", cut=True)

    build().deliver(MESSAGE, "out_1:webhook")


def test_nothing_is_sent_without_a_secret(build, peer):
    with pytest.raises(NotTakenError, match="whsec_"):
        build(secret="unread-env").deliver(MESSAGE, "out_1:webhook")
    assert peer.asked == []


def test_nobody_there_is_no_success(build, peer):
    notifier = build()
    peer.close()
    with pytest.raises(Exception, match=r"[Cc]onnect"):
        notifier.deliver(MESSAGE, "out_1:webhook")
