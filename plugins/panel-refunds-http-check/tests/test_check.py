"""The service over real HTTP: asked once, in time, and heard only when it answers as agreed."""

from __future__ import annotations

import gzip
import json
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from panel_refunds.ports import Verdict, inputs_hash
from panel_refunds_http_check.answer import LARGEST, NoVerdictError

from .conftest import CONTEXT, OTHER_SECRET, SECRET, Service, soon

YES = {"answer": "allow", "reasons": []}


@pytest.mark.parametrize("answer", ["allow", "review", "deny", "abstain"])
def test_the_services_word_is_the_verdict(service: Service, build, answer) -> None:
    service.says({"answer": answer, "reasons": ["Seen before."]})

    assert build(service.url).evaluate(CONTEXT, soon(minutes=1)) == Verdict(answer, ("Seen before.",))
    assert len(service.heard) == 1


def test_the_service_can_tell_that_it_is_us(service: Service, build) -> None:
    service.says(YES)
    build(service.url).evaluate(CONTEXT, soon(minutes=1))

    [(headers, body)] = service.heard
    told = Webhook(SECRET).verify(body, headers)
    assert (told["tenant"], told["check"], told["inputs_sha256"]) == ("shop", "own_service", inputs_hash(CONTEXT))
    assert told["context"]["asked"] == {"amount": "12.50", "currency": "USD"}
    with pytest.raises(WebhookVerificationError):
        Webhook(OTHER_SECRET).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(body.replace(b"12.50", b"12.51"), headers)
    assert SECRET not in str(headers) + body.decode()


def test_a_service_that_is_silent_is_left_at_the_deadline(service: Service, build) -> None:
    service.answer = lambda _: service.let_go.wait()
    began = time.monotonic()

    with pytest.raises(NoVerdictError, match=r"did not answer within 0\.\d seconds"):
        build(service.url).evaluate(CONTEXT, soon(seconds=0.3))
    assert time.monotonic() - began < 5


def test_its_own_limit_counts_where_the_deadline_is_later(service: Service, build) -> None:
    service.answer = lambda _: service.let_go.wait()

    with pytest.raises(NoVerdictError, match=r"did not answer within 1\.0 seconds"):
        build(service.url, seconds=1).evaluate(CONTEXT, soon(minutes=5))


def test_a_trickle_ends_at_the_deadline(service: Service, build) -> None:
    def trickle(wire: BaseHTTPRequestHandler) -> None:
        wire.send_response(200)
        wire.send_header("content-length", "1000000")
        wire.end_headers()
        while not service.let_go.wait(0.02):
            wire.wfile.write(b" ")

    service.answer = trickle
    with pytest.raises(NoVerdictError, match="not complete in time"):
        build(service.url).evaluate(CONTEXT, soon(seconds=0.3))


def test_without_time_left_nobody_is_asked(service: Service, build) -> None:
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    with pytest.raises(NoVerdictError, match="no time left"):
        build(service.url, now=now).evaluate(CONTEXT, now)
    assert service.heard == []


def test_the_time_to_answer_is_told(service: Service, build) -> None:
    service.says(YES)
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    build(service.url, now=now).evaluate(CONTEXT, now.replace(second=5))
    build(service.url, now=now).evaluate(CONTEXT, now.replace(minute=5))

    told = [json.loads(body)["answer_by"] for _, body in service.heard]
    assert told == ["2026-03-02T12:00:05.000Z", "2026-03-02T12:00:08.000Z"]


@pytest.mark.parametrize("status", [201, 204, 301, 400, 401, 404, 429, 500, 503])
def test_another_status_is_no_answer(service: Service, build, status) -> None:
    service.says(YES if status != 204 else b"", status=status, location="/elsewhere")

    with pytest.raises(NoVerdictError, match=f"HTTP {status}"):
        build(service.url).evaluate(CONTEXT, soon(minutes=1))
    assert len(service.heard) == 1


def test_a_huge_answer_is_not_read_to_its_end(service: Service, build) -> None:
    service.says(b" " * (50 * LARGEST))

    with pytest.raises(NoVerdictError, match="larger than 64 KiB"):
        build(service.url).evaluate(CONTEXT, soon(minutes=1))


def test_a_packed_answer_is_not_unpacked(service: Service, build) -> None:
    service.says(gzip.compress(b" " * 10_000_000), content_encoding="gzip")

    with pytest.raises(NoVerdictError, match="packed its answer"):
        build(service.url).evaluate(CONTEXT, soon(minutes=1))


def test_a_connection_that_is_cut_is_no_answer(service: Service, build) -> None:
    def cut(wire: BaseHTTPRequestHandler) -> None:
        wire.send_response(200)
        wire.send_header("content-length", "1000")
        wire.end_headers()
        wire.wfile.write(b'{"answer": "allow", "reasons": []}')
        wire.close_connection = True

    service.answer = cut
    with pytest.raises(NoVerdictError, match="connection to the service broke"):
        build(service.url).evaluate(CONTEXT, soon(minutes=1))


def test_a_service_that_is_not_there_is_no_answer(build) -> None:
    with pytest.raises(NoVerdictError, match="cannot be reached"):
        build("http://127.0.0.1:1/refunds").evaluate(CONTEXT, soon(minutes=1))


def test_an_answer_that_was_not_agreed_is_none(service: Service, build) -> None:
    service.says({"answer": "allow", "reasons": [], "score": 3})

    with pytest.raises(NoVerdictError, match="and nothing else"):
        build(service.url).evaluate(CONTEXT, soon(minutes=1))


def test_neither_the_object_nor_its_errors_show_the_secret(service: Service, build) -> None:
    service.says(b"no", status=500)
    check = build(service.url)

    with pytest.raises(NoVerdictError) as raised:
        check.evaluate(CONTEXT, soon(minutes=1))
    assert SECRET not in repr(check) + str(raised.value) + repr(raised.value)
