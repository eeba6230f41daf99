"""What is on the wire itself: headers, a real reset, and connections that stay open."""

import socket
from urllib.parse import urlsplit

import httpx2
import pytest


@pytest.fixture
def http(fake):
    with httpx2.Client(base_url=fake.url, headers={"authorization": f"Bearer {fake.secret_key}"}) as client:
        yield client


def test_every_answer_has_a_request_id_and_the_version_it_was_asked_in(fake, http):
    answer = http.get("/v1/balance", headers={"stripe-version": "2025-03-31.basil"})

    assert answer.headers["request-id"] == fake.requests[0].request_id
    assert answer.headers["stripe-version"] == "2025-03-31.basil"
    assert http.get("/v1/nothing").headers["request-id"] == fake.requests[1].request_id


def test_a_reset_is_a_reset_and_not_a_polite_end(fake):
    fake.faults.script("reset_before")
    where = urlsplit(fake.url)

    with socket.create_connection((where.hostname, where.port), timeout=30) as line:
        line.sendall(b"GET /v1/balance HTTP/1.1\r\nhost: fake\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            line.recv(1)


def test_a_cut_body_is_shorter_than_announced(fake, http):
    fake.faults.script("cut_body")

    with pytest.raises(httpx2.RemoteProtocolError, match="received"):
        http.get("/v1/balance")
    assert fake.requests[0].executed


def test_a_connection_outlives_an_ordinary_refusal(fake, http):
    for _ in range(3):
        assert http.get("/v1/charges/ch_gone").status_code == 404

    assert fake.count("GET", "/v1/charges/ch_gone") == 3


def test_an_upload_that_is_broken_off_is_no_request(fake, http):
    where = urlsplit(fake.url)
    with socket.create_connection((where.hostname, where.port), timeout=30) as line:
        line.sendall(b"POST /v1/refunds HTTP/1.1\r\nhost: fake\r\ncontent-length: 100\r\n\r\ncharge=")

    http.get("/v1/balance")

    assert fake.count("POST") == 0
