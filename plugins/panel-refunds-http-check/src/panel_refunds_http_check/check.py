"""One question to the service, one answer or none, within the time that is left.

There is no second try: the core has a deadline, and a service that cannot answer means that a person looks. Whatever
happens between two machines ends as ``NoVerdictError`` with a sentence for finance.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

import httpx2

from panel_refunds.ports import FraudContext, Surroundings, Verdict
from panel_refunds_http_check.answer import LARGEST, NoVerdictError, parse_answer
from panel_refunds_http_check.question import make_question
from panel_refunds_http_check.settings import ServiceSettings

_CONNECT_SECONDS = 3.05
_OK = 200


class HttpCheck:
    """Asks the tenant's own service; keeps nothing but its connections."""

    def __init__(self, settings: ServiceSettings, around: Surroundings) -> None:
        self._settings = settings
        self._around = around
        self._client: Any = around.http_client(timeout=settings.seconds)

    def __repr__(self) -> str:
        return f"HttpCheck({self._settings.url!r})"

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:
        """What the service says; ``NoVerdictError`` when it does not say so by ``deadline``."""
        now = self._around.now()
        left = min((deadline - now).total_seconds(), float(self._settings.seconds))
        if left <= 0:
            raise NoVerdictError("there was no time left to ask the service")
        question = make_question(
            context,
            tenant=self._around.tenant,
            check=self._around.name,
            secret=self._settings.secret,
            now=now,
            answer_by=now + timedelta(seconds=left),
        )
        return parse_answer(self._ask(question.body, question.headers, left))

    def _ask(self, body: bytes, headers: dict[str, str], seconds: float) -> bytes:
        until = time.monotonic() + seconds
        timeout = httpx2.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS))
        try:
            with self._client.stream(
                "POST", self._settings.url, content=body, headers=headers, timeout=timeout, follow_redirects=False
            ) as response:
                return _whole(response, until)
        except httpx2.TimeoutException:
            raise NoVerdictError(_late(seconds)) from None
        except httpx2.ConnectError:
            raise NoVerdictError("the service cannot be reached") from None
        except httpx2.HTTPError as error:
            raise NoVerdictError(f"the connection to the service broke ({type(error).__name__})") from None


def _whole(response: Any, until: float) -> bytes:
    """The body as it came over the wire, not unpacked: a small reply can be packed into a huge one."""
    if response.status_code != _OK:
        raise NoVerdictError(f"the service answered with HTTP {response.status_code}")
    if response.headers.get("content-encoding", "identity") != "identity":
        raise NoVerdictError("the service packed its answer, which was not asked for")
    raw = bytearray()
    for chunk in response.iter_raw():
        raw += chunk
        if len(raw) > LARGEST:
            raise NoVerdictError(f"the service's answer is larger than {LARGEST // 1024} KiB")
        if time.monotonic() > until:
            raise NoVerdictError("the service's answer was not complete in time")
    return bytes(raw)


def _late(seconds: float) -> str:
    return f"the service did not answer within {seconds:.1f} seconds"
