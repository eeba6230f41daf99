"""What the bots' server says, word for word as its documentation has it."""

import json
from datetime import timedelta

import pytest

from panel_refunds.ports import NotNowError, UndeliverableError
from panel_refunds_telegram.answer import NotSentError, read_answer


def said(status, description="", **parameters):
    body = {"ok": status == 200, "error_code": status, "description": description}
    return status, json.dumps(body | ({"parameters": parameters} if parameters else {})).encode()


def test_it_was_sent():
    read_answer(200, b'{"ok": true, "result": {"message_id": 7}}')


@pytest.mark.parametrize(
    ("status", "description"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: bot was kicked from the supergroup chat"),
        (403, "Forbidden: user is deactivated"),
        (400, "Bad Request: chat not found"),
    ],
)
def test_what_stays_so_is_undeliverable(status, description):
    with pytest.raises(UndeliverableError, match=description.split(": ")[1]):
        read_answer(*said(status, description))


def test_a_limit_is_told():
    with pytest.raises(NotNowError) as later:
        read_answer(*said(429, "Too Many Requests: retry after 14", retry_after=14))
    assert later.value.retry_after == timedelta(seconds=14)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        said(401, "Unauthorized"),
        said(404, "Not Found"),
        said(500, "Internal Server Error"),
        said(429, "Too Many Requests"),
        said(429, "Too Many Requests", retry_after="soon"),
        said(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1002),
        (200, b'{"ok": false}'),
        (200, b'{"ok": "true"}'),
        (200, b"<html>a portal of the hotel</html>"),
        (200, b""),
        (200, b"[]"),
        (403, b"<html>a wall</html>"),
        (302, b""),
    ],
)
def test_everything_else_comes_again(status, body):
    with pytest.raises(NotSentError):
        read_answer(status, body)
