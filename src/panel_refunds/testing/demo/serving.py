"""The HTTP service of the demo: the real application on a free port, in a thread, with a key to call it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
import uvicorn

from panel_refunds.app.serving import make_app
from panel_refunds.testing.demo.stage import Stage
from panel_refunds.web.api_keys import SCOPES, new_api_key

SECONDS_TO_FINISH = 10
SECONDS_TO_START = 20


@dataclass(frozen=True, slots=True)
class OpenService:
    """Where it listens (``http://127.0.0.1:PORT``), and an API key of the tenant with every scope."""

    url: str
    key: str

    def get(self, path: str, *, host: str) -> tuple[int, dict[str, Any]]:
        """HTTP status and JSON body of a GET, asked at ``host`` as a browser there would."""
        headers = {"Host": host, "Authorization": f"Bearer {self.key}"}
        with httpx2.Client(base_url=self.url, trust_env=False) as client:
            answer = client.get(path, headers=headers)
        return answer.status_code, answer.json()


@contextmanager
def open_service(stage: Stage, *, with_worker: bool) -> Iterator[OpenService]:
    """Listen on a free port of this machine until the block is left; what is under way is finished first."""
    config = uvicorn.Config(
        make_app(stage.service, with_worker=with_worker),
        log_config=None,
        access_log=False,
        lifespan="on",
        proxy_headers=False,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="demo-service")
        thread.start()
        try:
            url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            _wait_until_it_answers(url)
            yield OpenService(url, _make_key(stage))
        finally:
            server.should_exit = True
            thread.join()


def _wait_until_it_answers(url: str) -> None:
    """The socket listens already, so the first question waits in line until the server takes it."""
    httpx2.get(f"{url}/healthz", timeout=SECONDS_TO_START, trust_env=False).raise_for_status()


def _make_key(stage: Stage) -> str:
    desk = stage.desk
    secret, key = new_api_key(desk.tenant.id, "demo", SCOPES, key_id=desk.new_id("key"), at=desk.now())
    desk.store.add_api_key(key)
    return secret
