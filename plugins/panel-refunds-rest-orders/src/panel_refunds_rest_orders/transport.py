"""One question over the wire: at most one answer, no second try.

Whatever can happen between two machines ends as an ``Answer`` or as a ``FaultError`` with a sentence: no connection,
silence, a trickle that never ends, a connection that breaks in the middle, a reply without end. Redirects are not
followed: what is asked somewhere else is another question, and the key would go there.
"""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import httpx2

from panel_refunds_rest_orders.faults import FaultError

LARGEST_REPLY = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole reply: its body, HTTP status and headers by lower-case name."""

    raw: bytes
    http_status: int
    headers: Mapping[str, str]


class Transport:
    """The way to one upstream; keeps connections open between questions and closes them when it is dropped."""

    def __init__(
        self, url: str, headers: Mapping[str, str], timeout_seconds: float, http_client: Callable[..., Any]
    ) -> None:
        self._url = url.rstrip("/")
        self._seconds = timeout_seconds
        given = {"accept": "application/json", "accept-encoding": "identity", **headers}
        self._client: httpx2.Client = http_client(timeout=timeout_seconds, headers=given)
        weakref.finalize(self, self._client.close)

    def ask(
        self,
        method: Literal["GET", "POST"],
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        largest: int = LARGEST_REPLY,
    ) -> Answer:
        """Put one question; ``path`` comes behind the upstream's address. ``FaultError`` when no whole reply came."""
        deadline = time.monotonic() + self._seconds
        try:
            with self._client.stream(
                method, self._url + path, json=body, headers=headers, follow_redirects=False
            ) as heard:
                return self._receive(heard, deadline, largest)
        except httpx2.TimeoutException:
            raise FaultError("server_error", f"No answer came within {self._seconds:g} seconds.") from None
        except httpx2.ConnectError:
            raise FaultError("server_error", "The upstream cannot be reached: no connection.") from None
        except httpx2.HTTPError as problem:
            text = f"The connection broke before the reply was complete ({type(problem).__name__})."
            raise FaultError("unreadable", text) from None

    def _receive(self, response: httpx2.Response, deadline: float, largest: int) -> Answer:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > largest:
                raise FaultError("unreadable", f"The reply is larger than {largest} bytes.")
            if time.monotonic() > deadline:
                raise FaultError("server_error", f"The reply was not complete within {self._seconds:g} seconds.")
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(bytes(body), response.status_code, headers)
