"""From a request to an answer: who asks, what exactly, then one operation.

Reading the body is the only thing done on the event loop; everything else runs in a thread, because flows wait for
databases and gateways.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from panel_refunds.errors import Refused
from panel_refunds.web.api_keys import KeyRing
from panel_refunds.web.fields import Given
from panel_refunds.web.front import Front
from panel_refunds.web.key_use import note_key_use
from panel_refunds.web.once import OneWrite, UnderWay, hash_of, read_key
from panel_refunds.web.operation import Fetch, Operation, Read, Write
from panel_refunds.web.problems import problem_of
from panel_refunds.web.read_body import read_fields
from panel_refunds.web.reply import JSON, Reply
from panel_refunds.web.sent_files import most_bytes_of
from panel_refunds.web.strict_json import MOST_BYTES, parse_object
from panel_refunds.web.tenancy import Call, begin_call
from panel_refunds.web.threads import MOST_IN_THE_BOOKS, Threads
from panel_refunds.worker.place_of import place_of

LOG = structlog.get_logger("panel_refunds.web")
Endpoint = Callable[[Request], Awaitable[Response]]


class NoQuery(Given):
    """No query parameter at all."""


class Endpoints:
    """Makes the endpoints of one application; has what all of its calls share."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._ring = KeyRing(front.store.find_api_key, lambda key: note_key_use(front, key))
        self._under_way = UnderWay()
        self._threads = Threads()
        self._in_the_books = Threads(MOST_IN_THE_BOOKS)

    def of(self, operation: Operation) -> Endpoint:
        """The Starlette endpoint of an operation.

        Those that ask nobody outside have threads apart: however many calls wait for a gateway, orders go on.
        """
        only_books = isinstance(operation, Write) and operation.only_books
        threads = self._in_the_books if only_books else self._threads

        async def endpoint(request: Request) -> Response:
            request.state.operation = operation.name
            try:
                raw = b""
                if isinstance(operation, Write):
                    raw = await read_body(request, await self._most_bytes(operation, request))
            except Refused as refused:
                return problem_of(refused).as_response()
            reply = await threads.run(self._answer, operation, request, raw)
            return reply.as_response()

        return endpoint

    async def _most_bytes(self, operation: Write, request: Request) -> int:
        """How large a body may be. More than words are read only from somebody who may send them."""
        if not operation.takes_files or _declared(request) <= MOST_BYTES:
            return MOST_BYTES
        call = await self._threads.run(begin_call, self._front, self._ring, request, operation.scope)
        return most_bytes_of(call.desk.tenant.attachments)

    def _answer(self, operation: Operation, request: Request, raw: bytes) -> Reply:
        try:
            call = begin_call(self._front, self._ring, request, operation.scope)
            request.state.tenant = call.desk.tenant.slug
            request.state.key = call.key.key_id
            if isinstance(operation, Read):
                return self._read(operation, call, request)
            if isinstance(operation, Fetch):
                return self._fetch(operation, call, request)
            return self._write(operation, call, request, raw)
        except Refused as refused:
            return problem_of(refused)
        except Exception as error:  # noqa: BLE001 - the caller hears that it broke, the log hears where
            LOG.warning("request_broke", operation=operation.name, error=type(error).__name__, at=place_of(error))
            return problem_of(error)

    def _read(self, operation: Read, call: Call, request: Request) -> Reply:
        asked = read_fields(operation.query or NoQuery, _query(request))
        shown = self._front.store.retrying(lambda: operation.run(call, asked))
        return Reply(200, shown.model_dump_json().encode())

    def _fetch(self, operation: Fetch, call: Call, request: Request) -> Reply:
        asked = read_fields(operation.query or NoQuery, _query(request))
        file = self._front.store.retrying(lambda: operation.run(call, asked))
        headers = {
            "content-disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
            "content-security-policy": "default-src 'none'; sandbox",
            "x-content-type-options": "nosniff",
        }
        return Reply(200, file.content, file.media_type, headers)

    def _write(self, operation: Write, call: Call, request: Request, raw: bytes) -> Reply:
        key = read_key(request.headers.get("idempotency-key"))
        read_fields(NoQuery, _query(request))
        given = parse_object(raw, max(MOST_BYTES, len(raw)))
        body = read_fields(operation.body, given)
        request_hash = hash_of(operation, request.scope["path"], given, call.key.customer)
        write = OneWrite(call, operation, body, key, request_hash)
        with self._under_way.only(call.desk.tenant.id, key):
            reply = write.run()
        if operation.wakes:
            self._front.wake()
        return reply


async def read_body(request: Request, most: int = MOST_BYTES) -> bytes:
    """The whole body, at most so many bytes; refused before it is read when it is too large or not JSON."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != JSON:
        raise Refused("media_type_unknown")
    too_large = Refused("body_too_large", f"At most {most // 1024} KiB fit here.")
    if _declared(request) > most:
        raise too_large
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > most:
                raise too_large
            parts.append(part)
    except ClientDisconnect:
        raise Refused("invalid_request", "The connection ended before the body did.") from None
    return b"".join(parts)


def _declared(request: Request) -> int:
    """The length that the caller says the body has; 0 where nothing is said."""
    length = request.headers.get("content-length", "0")
    return int(length) if length.isdecimal() else 0


def _query(request: Request) -> dict[str, Any]:
    """The query's parameters; one given twice is refused like a key given twice."""
    if not request.scope["query_string"]:
        return {}
    pairs = request.query_params.multi_items()
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Refused("invalid_request", "A query parameter stands there twice.")
    return found
