"""The ASGI application behind ``/v1``: the ordinary answers, and everything that can go wrong on the wire.

An ASGI application has no word for "reset the connection" or "break off here", so those faults reach through the
server's ``send`` to the connection below it; that ties this module to uvicorn, and it says so when it meets another.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from panel_refunds.testing.fake_stripe.answering import Answer, Clerk, Question
from panel_refunds.testing.fake_stripe.faults import NOT_EXECUTED_ON_THE_WIRE, Fault
from panel_refunds.testing.fake_stripe.refusal import out_of_order
from panel_refunds.testing.fake_stripe.world import Request, World

_PAGE = Answer(
    200,
    b"<!doctype html><html><body><h1>One moment, please</h1></body></html>",
    {"content-type": "text/html; charset=utf-8"},
)
_NO_ANSWER = ("reset_after", "timeout_after", "html_after", "cut_body")


class StripeApi:
    """Speaks for a world over HTTP. ``ending`` is set when the server stops, and ends every silence."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._clerk = Clerk(world)
        self.ending = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            question = await _read(scope, receive)
        except ClientDisconnect:
            return
        fault = self._world.faults.take(question.method, question.path)
        request = self._clerk.note(question, fault.kind if fault else None)
        kind = fault.kind if fault else ""
        if kind in NOT_EXECUTED_ON_THE_WIRE:
            await self._lose(kind, request, _PAGE, scope, receive, send)
            return
        answer = await self._answer(request, question, fault)
        if answer is None:
            await self._lose("reset", request, _PAGE, scope, receive, send)
        elif kind in _NO_ANSWER:
            await self._lose(kind, request, answer, scope, receive, send)
        else:
            await self._send(request, answer, scope, receive, send)

    async def _answer(self, request: Request, question: Question, fault: Fault | None) -> Answer | None:
        """What Stripe says; None when the request is lost with the server."""
        received = self._clerk.receive(request, question)
        if isinstance(received, Answer):
            return received
        if fault is None:
            return self._clerk.execute(received)
        if fault.promise is not None and not await asyncio.wrap_future(fault.promise):
            self._clerk.give_up(received)
            return None
        hide = out_of_order() if fault.kind == "error_500_after" else None
        return self._clerk.execute(received, instead=fault.refusal, hide=hide)

    async def _lose(
        self, kind: str, request: Request, answer: Answer, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Let the caller have no answer, half of one, or a page instead."""
        if kind.startswith("html"):
            await self._send(request, _PAGE, scope, receive, send)
            return
        transport = _transport_below(send)
        if kind.startswith("timeout"):
            await self._be_silent(receive)
            transport.close()
        elif kind == "cut_body":
            length = str(len(answer.body)).encode()
            headers = [(name.encode(), value.encode()) for name, value in answer.headers.items()]
            start = {"type": "http.response.start", "status": answer.http_status}
            await send({**start, "headers": [*headers, (b"content-length", length)]})
            half = answer.body[: len(answer.body) // 2]
            await send({"type": "http.response.body", "body": half, "more_body": True})
            transport.close()
        else:
            _reset(transport)
        await _until_hung_up(receive)

    async def _be_silent(self, receive: Receive) -> None:
        ends = [asyncio.ensure_future(self.ending.wait()), asyncio.ensure_future(_until_hung_up(receive))]
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for end in ends:
            end.cancel()

    async def _send(self, request: Request, answer: Answer, scope: Scope, receive: Receive, send: Send) -> None:
        request.http_status = answer.http_status
        await Response(answer.body, answer.http_status, answer.headers)(scope, receive, send)


async def _read(scope: Scope, receive: Receive) -> Question:
    http = HttpRequest(scope, receive)
    body = await http.body()
    form = http.url.query if http.method == "GET" else body.decode("utf-8", "replace")
    headers = {name.lower(): value for name, value in http.headers.items()}
    return Question(http.method, http.url.path, form, headers)


async def _until_hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _transport_below(send: Send) -> asyncio.Transport:
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        raise RuntimeError("faults on the wire need uvicorn as the server: there is no connection below this one")
    found: asyncio.Transport = transport
    return found


def _reset(transport: asyncio.Transport) -> None:
    """End the connection with RST, so that the caller sees "connection reset by peer" and not a polite end."""
    below: Any = transport.get_extra_info("socket")
    set_option: Callable[[int, int, bytes], None] = below.setsockopt
    set_option(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
