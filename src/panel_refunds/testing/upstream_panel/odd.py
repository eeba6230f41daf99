"""Odd replies: what real panels send instead of an answer.

Each function makes one ``OddReply`` for ``UpstreamPanel.next_reply``. Some replace the answer, some bend the ordinary
one (``as_list``, ``flat``, ``without``), some break the connection. A "slow" panel keeps the line open until it
is stopped, so that no test has to wait for a clock.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class OddReply:
    """One bent reply: ``bend`` turns the ordinary answer (JSON-able) into the body that is sent.

    ``delivery``: the whole body; ``cut`` in the middle of what its length announced; ``silent``, no byte at all;
    ``trickle``, a beginning and then one space after the other without end.
    """

    bend: Callable[[Any], bytes]
    http_status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    delivery: Literal["whole", "cut", "silent", "trickle"] = "whole"


def body(raw: bytes | str, http_status: int = 200, headers: Mapping[str, str] | None = None) -> OddReply:
    """Exactly these bytes."""
    sent = raw.encode() if isinstance(raw, str) else raw
    return OddReply(lambda _: sent, http_status, MappingProxyType(dict(headers or {})))


def html(http_status: int = 200) -> OddReply:
    """A maintenance page, with HTTP 200 as a rule."""
    page = "<!doctype html><html><body><h1>Be right back</h1></body></html>"
    return body(page, http_status, {"content-type": "text/html"})


def empty() -> OddReply:
    """Nothing, politely."""
    return body(b"")


def cut() -> OddReply:
    """The ordinary answer, broken off in the middle: the connection ends before the announced length."""
    return OddReply(_plain, delivery="cut")


def half() -> OddReply:
    """The first half of the ordinary answer with a length that fits it: whole for HTTP, not for JSON."""
    return OddReply(lambda answer: _plain(answer)[: len(_plain(answer)) // 2])


def slow() -> OddReply:
    """No byte until the panel is stopped."""
    return OddReply(_plain, delivery="silent")


def trickle() -> OddReply:
    """A reply that does not end until the panel is stopped, one space at a time."""
    return OddReply(_plain, delivery="trickle")


def oversized(length: int) -> OddReply:
    """JSON of at least ``length`` bytes."""
    return body(b'{"filler":"' + b"x" * length + b'"}')


def rate_limited(seconds: int | None = 30, *, header: str = "retry-after") -> OddReply:
    """HTTP 429, with the seconds to wait in ``header`` (None: without one)."""
    headers = {} if seconds is None else {header: str(seconds)}
    return body('{"error":"Too many requests"}', 429, headers)


def server_error(http_status: int = 500) -> OddReply:
    """A 5xx page."""
    return body("<html>oops</html>", http_status)


def redirect(to: str) -> OddReply:
    """The panel has moved, it says."""
    return body("", 302, {"location": to})


def error(text: str, **beside: Any) -> OddReply:
    """An error with HTTP 200; ``status="104"`` beside it makes the trap."""
    return body(json.dumps({"error": text, **beside}))


def as_list() -> OddReply:
    """The ordinary answer by id, as a list of objects that carry the id."""
    return OddReply(lambda answer: _plain([{"order": order, **said} for order, said in _by_id(answer)]))


def wrapped() -> OddReply:
    """The ordinary answer under ``data``."""
    return OddReply(lambda answer: _plain({"success": True, "data": answer}))


def flat(status: str = "Canceled", **fields: Any) -> OddReply:
    """One order's state, whatever was asked: read as an answer to a batch it would refund every order in it."""
    return body(json.dumps({"status": status, "charge": "0", "remains": "100", **fields}))


def under_other_ids(shift: int = 1_000_000) -> OddReply:
    """The ordinary answer, about orders nobody asked about."""
    return OddReply(lambda answer: _plain({str(int(order) + shift): said for order, said in _by_id(answer)}))


def without(*orders: str) -> OddReply:
    """The ordinary answer with some ids left out."""
    return OddReply(lambda answer: _plain({order: said for order, said in _by_id(answer) if order not in orders}))


def with_field(name: str, value: Any) -> OddReply:
    """The ordinary answer with one field of every order set: an unknown status word, a fraction that remains."""

    def bend(answer: Any) -> bytes:
        if name in answer:
            return _plain({**answer, name: value})
        return _plain({order: {**said, name: value} for order, said in _by_id(answer)})

    return OddReply(bend)


def _plain(answer: Any) -> bytes:
    return json.dumps(answer).encode()


def _by_id(answer: Any) -> list[tuple[str, Any]]:
    if not isinstance(answer, dict) or not all(isinstance(said, dict) for said in answer.values()):
        raise TypeError("this odd reply bends an answer by id; ask about several orders")
    return list(answer.items())
