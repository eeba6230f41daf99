"""An adapter's HTTP client reads at most so much, from a real server, packed or not."""

import gzip
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest

from panel_refunds.plugins.answer_size import MOST_BYTES, AnswerTooLargeError
from panel_refunds.plugins.surroundings import HttpClients

BOMB = gzip.compress(bytes(64 * 1024 * 1024))


def raw_deflate(body):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


ANSWERS = {
    "/plain": (b"hello", None),
    "/gzip": (gzip.compress(b"hello" * 1000), "gzip"),
    "/deflate": (zlib.compress(b"hello"), "deflate"),
    "/raw-deflate": (raw_deflate(b"hello"), "deflate"),
    "/bomb": (BOMB, "gzip"),
    "/broken": (b"no gzip at all", "gzip"),
    "/twice": (gzip.compress(gzip.compress(b"hello")), "gzip, gzip"),
    "/br": (b"hello", "br"),
}


class Vendor(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        if self.path == "/endless":
            self.end_headers()
            try:
                while True:
                    self.wfile.write(bytes(1 << 16))
            except OSError:
                self.server.left.set()
            return
        body, packed = ANSWERS[self.path]
        if packed:
            self.send_header("content-encoding", packed)
        self.send_header("content-length", str(len(body)))
        self.send_header("x-asked", self.headers.get("accept-encoding", ""))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@pytest.fixture
def vendor():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Vendor)
    server.left = threading.Event()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def client(vendor):
    clients = HttpClients()
    yield clients(base_url=f"http://127.0.0.1:{vendor.server_port}")
    clients.close()


@pytest.mark.parametrize("path", ["/plain", "/deflate", "/raw-deflate"])
def test_ordinary_answers_are_read_packed_or_not(client, path):
    answer = client.get(path)

    assert (answer.text, answer.headers["x-asked"]) == ("hello", "gzip, deflate")


def test_what_is_packed_is_unpacked_once(client):
    assert client.get("/gzip").text == "hello" * 1000


def test_an_adapter_may_ask_for_another_packing(vendor):
    clients = HttpClients()
    client = clients(base_url=f"http://127.0.0.1:{vendor.server_port}", headers={"Accept-Encoding": "identity"})

    assert client.get("/plain").headers["x-asked"] == "identity"
    clients.close()


def test_an_answer_without_an_end_is_left_while_it_is_read(client, vendor):
    with pytest.raises(AnswerTooLargeError, match=str(MOST_BYTES)) as told:
        client.get("/endless")

    assert isinstance(told.value, httpx2.ReadError)
    assert vendor.left.wait(60)


def test_a_streamed_answer_is_counted_too(client):
    with client.stream("GET", "/endless") as answer, pytest.raises(AnswerTooLargeError):
        for _ in answer.iter_bytes():
            pass


def test_a_small_answer_that_unpacks_to_a_huge_one_is_refused(client):
    assert len(BOMB) < 100_000
    with pytest.raises(AnswerTooLargeError):
        client.get("/bomb")


@pytest.mark.parametrize("path", ["/broken", "/twice", "/br"])
def test_what_cannot_be_unpacked_a_piece_at_a_time_is_no_answer(client, path):
    with pytest.raises(httpx2.DecodingError):
        client.get(path)
