"""A question is asked once, and it is told apart whether it surely did not leave or may have run."""

from __future__ import annotations

import socket
from datetime import timedelta
from threading import Thread

import httpx2
import pytest

from panel_refunds.ports import NotExecuted, OutcomeUnknown
from panel_refunds.ports.asking import (
    Answer,
    NoAnswerError,
    NotSentError,
    UnreadableError,
    ask,
    in_path,
    outcome_of_silence,
)


def answering(reply: bytes):
    """A listener that answers one connection with these bytes and hangs up; its address and what it heard."""
    listening = socket.create_server(("127.0.0.1", 0))
    heard: list[bytes] = []

    def serve() -> None:
        connection, _ = listening.accept()
        with connection:
            heard.append(connection.recv(65536))
            connection.sendall(reply)
        listening.close()

    Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{listening.getsockname()[1]}", heard


def asked(url: str, **request: object) -> Answer:
    with httpx2.Client(base_url=url, timeout=5, trust_env=False) as client:
        return ask(client, "POST", "/refunds", **request)


def test_an_answer_with_its_headers_in_lower_case():
    url, heard = answering(b'HTTP/1.1 201 Created\r\nX-Mood: fine\r\nContent-Length: 10\r\n\r\n{"id": "r"}'[:-1] + b"}")

    answer = asked(url, json={"amount": "1.00"}, headers={"idempotency-key": "k"})

    assert answer.status == 201
    assert answer.headers["x-mood"] == "fine"
    assert b"idempotency-key: k" in heard[0].lower()


def test_what_is_said_in_it():
    answer = Answer(200, {}, b'{"id": "re_1"}')

    assert answer.said("refund").text("id") == "re_1"
    assert answer.json() == {"id": "re_1"}
    with pytest.raises(UnreadableError, match="no refund"):
        Answer(200, {}, b"[]").said("refund")


def test_a_refund_whose_answer_cannot_be_read_says_so_with_the_method_and_the_field():
    with pytest.raises(UnreadableError) as caught:
        Answer(201, {}, b'{"id": 7.5}').said("refund").ref("id")

    outcome = outcome_of_silence(caught.value)
    assert outcome == OutcomeUnknown("create_refund cannot read the gateway's answer: id is no text")


def test_nobody_there_means_it_was_not_sent():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(NotSentError) as caught:
        asked(f"http://127.0.0.1:{port}")

    assert isinstance(outcome_of_silence(caught.value), NotExecuted)
    assert str(port) not in str(caught.value)


@pytest.mark.parametrize("reply", [b"", b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf", b"nonsense\r\n\r\n"])
def test_a_connection_that_breaks_may_have_carried_it(reply):
    url, _ = answering(reply)

    with pytest.raises(NoAnswerError) as caught:
        asked(url, json={})

    assert not isinstance(caught.value, NotSentError)
    assert isinstance(outcome_of_silence(caught.value), OutcomeUnknown)


def test_a_redirect_is_an_answer_and_not_followed():
    url, heard = answering(b"HTTP/1.1 307 T\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n")

    assert asked(url).status == 307
    assert len(heard) == 1


@pytest.mark.parametrize(
    ("ref", "segment"), [("pay_1", "pay_1"), ("a/../b?c#d e", "a%2F..%2Fb%3Fc%23d%20e"), ("é", "%C3%A9")]
)
def test_an_id_is_one_segment_of_a_path(ref, segment):
    assert in_path(ref) == segment


@pytest.mark.parametrize("ref", ["", ".", ".."])
def test_what_would_lead_elsewhere_is_no_id(ref):
    with pytest.raises(LookupError):
        in_path(ref)


@pytest.mark.parametrize(
    ("said", "wait"),
    [("120", timedelta(minutes=2)), ("999999999", timedelta(days=1)), ("soon", None), ("-1", None), ("1.5", None)],
)
def test_how_long_it_asks_to_wait(said, wait):
    assert Answer(429, {"retry-after": said}, b"").retry_after == wait
    assert Answer(429, {}, b"").retry_after is None
