"""The proxy loses, delays, doubles and falsifies real requests to a real server, and says how often."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import repeat

import httpx2
import pytest

from panel_refunds.testing.fault_proxy import FaultProxy

BODY = b"all of it arrived"


class Echo(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["content-length"]))
        self.server.heard.append(asked)
        self.server.arrived.set()
        self.send_response(200)
        self.send_header("content-length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as made:
        made.daemon_threads = True
        made.heard = []
        made.arrived = threading.Event()
        thread = threading.Thread(target=made.serve_forever, args=(0.01,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture
def proxied(server: ThreadingHTTPServer) -> Iterator[Callable[..., FaultProxy]]:
    opened: list[FaultProxy] = []

    def proxy(*, seed: int = 1, on: str = "*", **chances: float) -> FaultProxy:
        url = f"http://127.0.0.1:{server.server_address[1]}"
        made = FaultProxy(url, seed=seed, chances=chances, on=on, delays=(0.0, 0.01))
        opened.append(made.__enter__())
        return made

    yield proxy
    for each in opened:
        each.__exit__(None, None, None)


def ask(proxy: FaultProxy, path: str = "/v1/refunds") -> httpx2.Response:
    with httpx2.Client(trust_env=False, timeout=10) as client:
        return client.post(f"{proxy.url}{path}", content=b"please")


def test_without_bad_luck_it_is_not_noticed(proxied, server):
    proxy = proxied()

    with httpx2.Client(trust_env=False) as client:
        answers = [client.post(proxy.url, content=b"please") for _ in range(3)]

    assert [answer.content for answer in answers] == [BODY] * 3
    assert server.heard == [b"please"] * 3
    assert proxy.happened == {"ok": 3}


@pytest.mark.parametrize(("kind", "heard"), [("reset_before", 0), ("reset_after", 1), ("cut_body", 1)])
def test_an_answer_is_lost_before_or_after_it_ran(proxied, server, kind, heard):
    proxy = proxied(**{kind: 1.0})

    with pytest.raises(httpx2.TransportError):
        ask(proxy)

    assert len(server.heard) == heard
    assert proxy.happened == {kind: 1}


def test_a_late_request_runs_after_its_caller_has_given_up(proxied, server):
    proxy = proxied(late=1.0)

    with pytest.raises(httpx2.TransportError):
        ask(proxy)

    assert server.arrived.wait(10)
    assert server.heard == [b"please"]


@pytest.mark.parametrize(("kind", "heard", "status"), [("duplicate", 2, 200), ("delay", 1, 200), ("error_500", 1, 500)])
def test_an_answer_comes_that_tells_less_than_what_ran(proxied, server, kind, heard, status):
    proxy = proxied(**{kind: 1.0})

    answer = ask(proxy)

    assert (answer.status_code, len(server.heard)) == (status, heard)


def test_only_what_is_meant_has_bad_luck(proxied, server):
    proxy = proxied(on="POST /v1/refunds", error_500=1.0)

    assert [ask(proxy, path).status_code for path in ("/v1/charges", "/v1/refunds?a=1")] == [200, 500]


def test_the_same_seed_is_the_same_luck_and_calm_ends_it(proxied):
    first, second, other = (proxied(seed=seed, error_500=0.5) for seed in (7, 7, 8))

    lucks = [[ask(proxy).status_code for _ in range(12)] for proxy in (first, second, other)]
    first.calm()

    assert lucks[0] == lucks[1] != lucks[2]
    assert {200, 500} == set(lucks[0])
    assert [ask(first).status_code for _ in repeat(None, 8)] == [200] * 8


def test_a_fault_that_does_not_exist_and_chances_beyond_one_are_refused():
    with pytest.raises(ValueError, match="no faults"):
        FaultProxy("http://127.0.0.1:1", seed=1, chances={"typo": 1.0})
    with pytest.raises(ValueError, match="more than 1"):
        FaultProxy("http://127.0.0.1:1", seed=1, chances={"delay": 0.6, "duplicate": 0.6})
