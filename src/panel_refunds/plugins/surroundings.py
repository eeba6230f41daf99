"""What a plugin's object gets besides its settings: a clock, HTTP clients and a logger that keeps secrets.

An HTTP client made here never waits for ever, never follows a redirect (a key must not travel to another host),
and ignores proxy variables of the process, so that an adapter talks to the address in the tenant's file and to
nobody else. It refuses an answer of absurd size while it reads it (``answer_size``). The clients are remembered and
closed with the tenant's other objects.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from panel_refunds.plugins.secrets import Redactor
from panel_refunds.ports import Letterhead, Surroundings

if TYPE_CHECKING:
    import ssl

    import httpx2

CONNECT_SECONDS = 3.05
READ_SECONDS = 20.0
NO_LETTERHEAD = Letterhead()


class HttpClients:
    """Makes ``httpx2.Client`` objects and closes them all; ``transport`` replaces the network in tests."""

    def __init__(self, transport: httpx2.BaseTransport | None = None) -> None:
        self._transport = transport
        self._made: list[httpx2.Client] = []

    def __call__(
        self,
        *,
        timeout: float | httpx2.Timeout = READ_SECONDS,
        base_url: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> httpx2.Client:
        """A new client; ``timeout`` is seconds for reading and writing, connecting never takes longer than 3.05."""
        import httpx2  # imported here, because most commands never speak HTTP

        from panel_refunds.plugins.answer_size import TAKEN, CountingTransport

        for chatty in ("httpx2", "httpcore2"):
            # They write every address they call, and an address may carry a key in its path.
            logging.getLogger(chatty).setLevel(logging.WARNING)

        if not isinstance(timeout, httpx2.Timeout):
            timeout = httpx2.Timeout(timeout, connect=min(timeout, CONNECT_SECONDS))
        sent = httpx2.Headers({"accept-encoding": TAKEN})
        sent.update(headers)
        client = httpx2.Client(
            base_url=base_url,
            timeout=timeout,
            headers=sent,
            follow_redirects=False,
            trust_env=False,
            transport=CountingTransport(self._transport or _over_the_network()),
        )
        self._made.append(client)
        return client

    def close(self) -> None:
        """Close every client made so far."""
        while self._made:
            self._made.pop().close()


def _over_the_network() -> httpx2.HTTPTransport:
    import httpx2  # imported here, as above

    return httpx2.HTTPTransport(verify=_trusted(_roots_changed_at()), trust_env=False)


def _roots_changed_at() -> tuple[int, ...]:
    """When what this machine trusts was changed last."""
    import ssl

    paths = ssl.get_default_verify_paths()
    named = (Path(path) for path in (paths.openssl_cafile, paths.openssl_capath))
    return tuple(path.stat().st_mtime_ns for path in named if path.exists())


@lru_cache(maxsize=1)
def _trusted(_changed_at: tuple[int, ...]) -> ssl.SSLContext:
    """What this machine trusts; all tenants share it, because reading it takes longer than a question."""
    import httpx2

    return httpx2.create_ssl_context(trust_env=False)


def make_surroundings(
    tenant: str,
    name: str,
    *,
    now: Callable[[], datetime],
    http_clients: HttpClients,
    redact: Redactor,
    folder: Path | None = None,
    letterhead: Letterhead = NO_LETTERHEAD,
) -> Surroundings:
    """The surroundings of the object that ``tenant``, whose files are in ``folder``, calls ``name``."""
    return Surroundings(
        tenant=tenant,
        name=name,
        now=now,
        http_client=http_clients,
        log=redacting_logger(redact).bind(tenant=tenant, plugin=name),
        folder=folder,
        letterhead=letterhead,
    )


def redacting_logger(redact: Redactor) -> Any:
    """A structlog logger in front of the configured one: no secret passes, not in a traceback either."""
    import structlog  # imported here, for the same reason as above

    def hide(_logger: object, _method: str, event: Any) -> Any:
        return _hidden(event, redact)

    def pass_on(_logger: object, _method: str, event: Any) -> tuple[tuple[Any], dict[str, Any]]:
        return (event.pop("event", ""),), event

    return structlog.wrap_logger(
        structlog.get_logger("panel_refunds.plugins"),
        processors=[structlog.processors.format_exc_info, hide, pass_on],
        wrapper_class=structlog.make_filtering_bound_logger(0),
        cache_logger_on_first_use=False,
    )


def _hidden(value: Any, redact: Redactor) -> Any:
    if isinstance(value, Mapping):
        return {key: _hidden(item, redact) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_hidden(item, redact) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    return redact(value if isinstance(value, str) else str(value))
