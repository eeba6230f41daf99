"""The wire: one question, at most one answer, whatever happens between two machines."""

import socket
import threading
from collections.abc import Iterator

import httpx2
import pytest

from panel_refunds.testing.upstream_panel import UpstreamPanel, odd
from panel_refunds_smm_v2.transport import Answer, NoAnswer, Transport

KEY = "k-3f9c1e77a2"
QUESTION = {"action": "balance"}


def way_to(url, seconds=10, patience=10):
    return Transport(url, KEY, seconds, lambda **_: httpx2.Client(timeout=patience))


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]  # bound, but nobody listens


def test_a_question_is_a_post_form_with_the_key(panel):
    answer = way_to(panel.url).ask({"action": "status", "orders": "1,2"})
    assert isinstance(answer, Answer)
    assert answer.http_status == 200
    assert answer.headers["content-type"] == "application/json"
    (question,) = panel.questions
    assert question.key_right
    assert question.form == {"action": "status", "orders": "1,2"}


def test_the_connection_is_kept_between_questions(panel):
    way = way_to(panel.url)
    answers = [way.ask(QUESTION) for _ in range(3)]
    assert all(isinstance(answer, Answer) for answer in answers)
    assert panel.connections == 1


def test_a_panel_that_nobody_answers_for_is_unreachable(closed_port):
    answer = way_to(f"http://127.0.0.1:{closed_port}/").ask(QUESTION)
    assert answer == NoAnswer("server_error", "The panel cannot be reached: no connection.")


def test_a_silent_panel_is_given_up(panel):
    panel.next_reply(odd.slow())
    answer = way_to(panel.url, seconds=20, patience=0.2).ask(QUESTION)
    assert answer == NoAnswer("server_error", "No answer came within 20 seconds.")


def test_a_reply_that_never_ends_is_given_up_after_the_whole_time(panel):
    panel.next_reply(odd.trickle())
    answer = way_to(panel.url, seconds=0.2).ask(QUESTION)
    assert isinstance(answer, NoAnswer)
    assert (answer.code, answer.text) == ("server_error", "The reply was not complete within 0.2 seconds.")


def test_a_connection_that_breaks_in_the_middle_leaves_nothing_readable(panel):
    panel.next_reply(odd.cut())
    answer = way_to(panel.url).ask(QUESTION)
    assert isinstance(answer, NoAnswer)
    assert answer.code == "unreadable"
    assert "broke before the reply was complete" in answer.text


@pytest.mark.parametrize(("http_status", "code"), [(429, "rate_limited"), (502, "server_error"), (404, "unreadable")])
def test_a_broken_reply_whose_status_was_heard_keeps_what_the_status_says(panel, http_status, code):
    panel.next_reply(odd.OddReply(lambda _: b"0123456789", http_status, {"retry-after": "5"}, "cut"))
    answer = way_to(panel.url).ask(QUESTION)
    assert isinstance(answer, NoAnswer)
    assert (answer.code, answer.http_status) == (code, http_status)
    assert answer.headers is not None
    assert answer.headers["retry-after"] == "5"


def test_a_reply_without_end_is_cut_short(panel):
    panel.next_reply(odd.oversized(300_000))
    answer = way_to(panel.url).ask(QUESTION, largest=100_000)
    assert isinstance(answer, NoAnswer)
    assert (answer.code, answer.text) == ("unreadable", "The reply is larger than 100000 bytes.")


def test_a_compression_that_cannot_be_undone_is_unreadable(panel):
    panel.next_reply(odd.body(b"not gzip", headers={"content-encoding": "gzip"}))
    answer = way_to(panel.url).ask(QUESTION)
    assert isinstance(answer, NoAnswer)
    assert answer.code == "unreadable"


def test_redirects_are_not_followed(panel):
    with UpstreamPanel(key=KEY) as elsewhere:
        panel.next_reply(odd.redirect(elsewhere.url))
        answer = way_to(panel.url).ask(QUESTION)
        assert isinstance(answer, Answer)
        assert answer.http_status == 302
        assert elsewhere.count() == 0


def test_nothing_is_tried_a_second_time(panel):
    for reply in (odd.cut(), odd.server_error(), odd.rate_limited(), odd.html(), odd.empty()):
        panel.next_reply(reply)
        way_to(panel.url).ask(QUESTION)
    assert panel.count() == 5


def test_a_panel_that_hangs_up_without_a_word_is_no_answer():
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def hang_up() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65_536)

        thread = threading.Thread(target=hang_up)
        thread.start()
        answer = way_to(f"http://127.0.0.1:{listening.getsockname()[1]}/").ask(QUESTION)
        thread.join()
    assert isinstance(answer, NoAnswer)
    assert answer.code == "unreadable"
