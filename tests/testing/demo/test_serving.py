"""The demo's service is the real application, and is gone when it is left."""

import socket
import threading
from urllib.parse import urlsplit

import httpx2
import pytest

from panel_refunds.testing.demo import serving
from panel_refunds.testing.demo.serving import open_service
from panel_refunds.testing.demo.stage import HOST


@pytest.mark.parametrize("with_worker", [True, False])
def test_it_answers_at_the_tenants_host_and_is_gone_afterwards(stage, with_worker):
    with open_service(stage, with_worker=with_worker) as service:
        status, told = service.get("/api/v1/policy", host=HOST)
        assert (status, told["version"]) == (200, "default@2025-08-29")

    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{service.url}/healthz")


def test_whoever_never_ends_a_question_does_not_keep_it_open(stage, monkeypatch):
    monkeypatch.setattr(serving, "SECONDS_TO_FINISH", 1)
    gone = threading.Event()

    def ask_half_a_question() -> None:
        with open_service(stage, with_worker=False) as service:
            half = socket.create_connection((urlsplit(service.url).hostname, urlsplit(service.url).port))
            head = f"POST /api/v1/deposits HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {service.key}\r\n"
            half.sendall(f"{head}Idempotency-Key: half\r\nContent-Type: application/json\r\n".encode())
            half.sendall(b"Content-Length: 100\r\n\r\n{")
            # Answered behind it in line, so that the half question is under way when the service is left.
            assert service.get("/api/v1/policy", host=HOST)[0] == 200
        gone.set()
        half.close()

    asking = threading.Thread(target=ask_half_a_question, daemon=True)
    asking.start()

    assert gone.wait(30)
    asking.join()
