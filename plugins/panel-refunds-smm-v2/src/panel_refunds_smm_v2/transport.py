"""One question over the wire: at most one answer, no second try.

Whatever can happen between two machines ends here as an ``Answer`` or a ``NoAnswer`` with a code and a sentence: a name
that does not resolve, silence, a trickle that never ends, a connection that breaks in the middle, a reply without end.
Redirects are not followed, because a POST that turns into a GET somewhere else answers another question. The key
travels in the question and appears nowhere else: with GET, too, the client's own log gets an address without it.
"""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx2

from panel_refunds_smm_v2.asking import Asking
from panel_refunds_smm_v2.reading.reply import code_of_http_status

LARGEST_REPLY = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole reply: its body, HTTP status and headers by lower-case name."""

    raw: bytes
    http_status: int
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """No whole reply came. The question may have been heard all the same."""

    code: str
    text: str
    http_status: int = 0
    headers: Mapping[str, str] | None = None


class Transport:
    """The way to one panel; keeps connections open between questions and closes them when it is dropped."""

    def __init__(
        self,
        url: str,
        key: str,
        timeout_seconds: float,
        http_client: Callable[..., Any],
        asking: Asking | None = None,
    ) -> None:
        self._asking = asking or Asking()
        self._url = url
        self._key = key
        self._seconds = timeout_seconds
        self._client: httpx2.Client = http_client(timeout=timeout_seconds)
        weakref.finalize(self, self._client.close)

    def ask(self, question: Mapping[str, str], *, largest: int = LARGEST_REPLY) -> Answer | NoAnswer:
        """Put one question, in our names and without the key. Never raises for what the network does."""
        deadline = time.monotonic() + self._seconds
        heard: httpx2.Response | None = None
        try:
            with self._client.stream(**self._request(question), follow_redirects=False) as heard:
                return self._receive(heard, deadline, largest)
        except httpx2.TimeoutException:
            return self._broken("server_error", f"No answer came within {self._seconds:g} seconds.", heard)
        except httpx2.ConnectError:
            return self._broken("server_error", "The panel cannot be reached: no connection.", heard)
        except httpx2.DecodingError:
            return self._broken("unreadable", "The reply is compressed in a way that cannot be undone.", heard)
        except httpx2.HTTPError as problem:
            text = f"The connection broke before the reply was complete ({type(problem).__name__})."
            return self._broken("unreadable", text, heard)

    def _request(self, question: Mapping[str, str]) -> dict[str, Any]:
        parameters = self._asking.parameters(question, self._key)
        headers = {"accept": "application/json", "accept-encoding": "identity", **self._asking.headers(self._key)}
        if self._asking.method == "POST":
            return {"method": "POST", "url": self._url, "data": parameters, "headers": headers}
        # The client logs the address it was given; what is really asked for stands beside it.
        address = httpx2.URL(self._url)
        asked = address.copy_merge_params(parameters).raw_path
        plain = address.copy_with(query=None)
        return {"method": "GET", "url": plain, "headers": headers, "extensions": {"target": asked}}

    def _receive(self, response: httpx2.Response, deadline: float, largest: int) -> Answer | NoAnswer:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > largest:
                return self._broken("unreadable", f"The reply is larger than {largest} bytes.", response)
            if time.monotonic() > deadline:
                text = f"The reply was not complete within {self._seconds:g} seconds."
                return self._broken("server_error", text, response)
        return Answer(bytes(body), response.status_code, _headers(response))

    @staticmethod
    def _broken(code: str, text: str, response: httpx2.Response | None) -> NoAnswer:
        if response is None:
            return NoAnswer(code, text)
        # The HTTP status was heard before it broke; "too many requests" needs no body.
        by_status = code_of_http_status(response.status_code)
        return NoAnswer(
            code if by_status == "unreadable" else by_status, text, response.status_code, _headers(response)
        )


def _headers(response: httpx2.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}
