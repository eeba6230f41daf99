"""Whatever can happen on the way is a fault with a sentence; the key goes to the upstream and nowhere else."""

import socket
import threading

import httpx2
import pytest

from panel_refunds_rest_orders.faults import FaultError
from panel_refunds_rest_orders.transport import Transport

from_nobody = "http://127.0.0.1:9"


def to(url, seconds=5):
    return Transport(
        url, {"Authorization": "Bearer k"}, seconds, lambda **given: httpx2.Client(trust_env=False, **given)
    )


def fault(url, seconds=5, **options):
    with pytest.raises(FaultError) as raised:
        to(url, seconds).ask("GET", "/orders/1", **options)
    return raised.value.error


def test_nobody_answers():
    assert fault(from_nobody).code == "server_error"


def test_silence_ends(upstream):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        error = fault(f"http://127.0.0.1:{silent.getsockname()[1]}", seconds=0.1)
    assert error.code == "server_error"


def test_a_trickle_ends():
    done = threading.Event()

    def trickle(listening):
        caller, _ = listening.accept()
        with caller:
            caller.recv(4096)
            caller.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")
            try:
                while not done.wait(0.02):
                    caller.sendall(b" ")
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=trickle, args=(listening,))
        thread.start()
        error = fault(f"http://127.0.0.1:{listening.getsockname()[1]}", seconds=0.3)
        done.set()
        thread.join()
    assert (error.code, "complete" in error.text) == ("server_error", True)


def test_a_reply_that_is_cut_or_has_no_end(upstream, odd):
    upstream.odd.extend([odd(200, b'{"id": 1', cut=True), odd(200, b"x" * 5000)])

    assert fault(upstream.url).code == "unreadable"
    assert "larger than 1000 bytes" in fault(upstream.url, largest=1000).text


def test_a_redirect_is_not_followed(upstream, odd):
    upstream.odd.append(odd(307, b"", {"location": upstream.url + "/orders/2"}))

    assert to(upstream.url).ask("GET", "/orders/1").http_status == 307
    assert upstream.questions == [("GET", "/v1/orders/1")]


def test_headers_come_in_lower_case_and_nothing_compressed_is_asked_for(upstream, odd):
    upstream.odd.append(odd(200, b"{}", {"Retry-After": "5"}))

    assert to(upstream.url).ask("POST", "/x", body={"a": 1}).headers["retry-after"] == "5"
