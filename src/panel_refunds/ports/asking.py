"""One question over HTTP, asked once: an answer, or the difference between *surely not sent* and *nobody knows*.

That difference is what an adapter is for. A request ran if it may have left: no answer in time, a connection that
broke, a cut body are all ``NoAnswerError``. Only where there never was a connection to send it over
(``NotSentError``) did it surely not run. Nothing is retried here, and no redirect is followed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from panel_refunds.ports.gateways import NotExecuted, OutcomeUnknown
from panel_refunds.ports.said import NoAnswerError, Said, UnreadableError, parse_json

__all__ = ["Answer", "NoAnswerError", "NotSentError", "UnreadableError", "ask", "in_path", "outcome_of_silence"]

_LONGEST_WAIT = 24 * 3600
_SECONDS = re.compile(r"[0-9]{1,9}")


class NotSentError(NoAnswerError):
    """There was no connection to send it over: it did not run."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer that arrived whole; the names of ``headers`` are in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    def json(self) -> object:
        """The body as plain data; ``UnreadableError`` when it is no JSON."""
        return parse_json(self.body)

    def said(self, what: str = "object") -> Said:
        """The body as a JSON object."""
        return Said.of(self.json(), what)

    @property
    def retry_after(self) -> timedelta | None:
        """How long it asks to wait, in seconds and at most a day; None when it does not say."""
        said = self.headers.get("retry-after", "").strip()
        return timedelta(seconds=min(int(said), _LONGEST_WAIT)) if _SECONDS.fullmatch(said) else None


def ask(client: Any, method: str, path: str, **request: Any) -> Answer:
    """Ask once with ``client`` (of ``Surroundings.http_client``); ``request`` as httpx2 takes it (json, data, params…).

    Raises ``NotSentError`` or ``NoAnswerError`` with a text that holds neither address nor key.
    """
    import httpx2  # imported here, because most commands never speak HTTP

    try:
        answer = client.request(method, path, **request)
    except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.UnsupportedProtocol) as error:
        raise NotSentError(f"There was no connection, so nothing was sent ({type(error).__name__}).") from None
    except httpx2.HTTPError as error:
        text = f"The connection broke, or no whole answer came in time ({type(error).__name__})."
        raise NoAnswerError(text) from None
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return Answer(answer.status_code, headers, answer.content)


def in_path(ref: str) -> str:
    """Somebody's id as one segment of a path, whatever characters it has; LookupError for one that is none."""
    if ref in ("", ".", ".."):
        raise LookupError("There is nothing of that name.")
    return quote(ref, safe="")


def outcome_of_silence(error: NoAnswerError) -> NotExecuted | OutcomeUnknown:
    """What a refund that ended with ``error`` is: not executed if it was never sent, unknown otherwise."""
    if isinstance(error, NotSentError):
        return NotExecuted(text=str(error))
    if isinstance(error, UnreadableError):
        return OutcomeUnknown(f"create_refund cannot read the gateway's answer: {error}")
    return OutcomeUnknown(str(error))
