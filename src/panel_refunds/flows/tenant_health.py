"""How a tenant is: what is late, unknown, silent or stopped, each with its figure and whether a person should look.

All of it stands in the books and is asked with their indexes, so whoever looks may look as often as they like.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from panel_refunds.flows.desk import Desk
from panel_refunds.store import Books

UNKNOWN_FOR = timedelta(hours=1)
"""An unknown try is looked up again by itself; after so long somebody should have a look."""
WORK_LATE_BY = timedelta(minutes=5)
WEBHOOK_SILENT_FOR = timedelta(days=7)
VitalName = Literal["due", "unknown", "work", "poll", "webhook", "gateway", "letters"]


@dataclass(frozen=True, slots=True)
class Vital:
    """One thing that is looked at.

    ``about`` is the provider or gateway it is of, "" for the whole tenant. ``good`` is whether nobody needs to look.
    ``many`` and ``since`` are its figure: of ``due`` how many requests wait for an answer and when the oldest has to
    have it; of ``unknown``, ``work`` and ``letters`` how many there are and since when the oldest; of ``poll`` the last
    question, or since when they fail (``error`` is the code); of ``webhook`` the last one; of ``gateway`` since when it
    is stopped and (``error``) why. ``ref`` is the id of what should be looked at first.
    """

    name: VitalName
    good: bool
    many: int = 0
    since: datetime | None = None
    about: str = ""
    error: str | None = None
    ref: str | None = None


def look_at_health(desk: Desk) -> list[Vital]:
    """All of them, in the order in which a person would ask."""
    telling = frozenset(name for name in desk.gateways if _tells(desk, name))
    with desk.read() as books:
        return [
            _oldest_due(desk, books),
            _unknown(desk, books),
            _work(desk, books),
            *_polls(desk, books),
            *_gateways(desk, books),
            *_webhooks(desk, books, telling),
            _letters(books),
        ]


def _oldest_due(desk: Desk, books: Books) -> Vital:
    waiting = books.count_requests(["in_review"]).get("in_review", 0)
    first = next(iter(books.requests_by_due(["in_review"], limit=1)), None)
    due = first.due_at if first else None
    return Vital("due", due is None or due >= desk.now(), waiting, due, ref=first.request_id if first else None)


def _unknown(desk: Desk, books: Books) -> Vital:
    many, since = books.unknown_attempts()
    return Vital("unknown", since is None or desk.now() - since < UNKNOWN_FOR, many, since)


def _work(desk: Desk, books: Books) -> Vital:
    many, since = books.late_work(desk.now())
    return Vital("work", since is None or desk.now() - since < WORK_LATE_BY, many, since)


def _polls(desk: Desk, books: Books) -> Iterator[Vital]:
    known = {poll.provider: poll for poll in books.polls()}
    for name in sorted(desk.providers):
        poll = known.get(name)
        if poll is None:
            yield Vital("poll", good=True, about=name)
        else:
            since = poll.failing_since or poll.asked_at
            yield Vital("poll", poll.failing_since is None, since=since, about=name, error=poll.error)


def _gateways(desk: Desk, books: Books) -> Iterator[Vital]:
    stops = {stop.gateway: stop for stop in books.gateway_stops()}
    for name in sorted(desk.gateways):
        stop = stops.get(name)
        if stop is None:
            yield Vital("gateway", good=True, about=name)
        else:
            yield Vital("gateway", good=False, since=stop.stopped_at, about=name, error=stop.why)


def _webhooks(desk: Desk, books: Books, telling: frozenset[str]) -> Iterator[Vital]:
    """Of the gateways that tell something by themselves; the others are asked, and nothing is amiss."""
    for name in sorted(desk.gateways):
        heard = books.last_heard_at(name)
        if heard is None and name not in telling:
            continue
        silent = heard is None or desk.now() - heard >= WEBHOOK_SILENT_FOR
        yield Vital("webhook", not silent, since=heard, about=name)


def _letters(books: Books) -> Vital:
    many, since = books.letters_not_arrived()
    return Vital("letters", many == 0, many, since)


def _tells(desk: Desk, gateway: str) -> bool:
    """Whether it sends webhooks. A plugin is asked, perhaps in a process of its own: outside of every transaction."""
    try:
        return desk.gateways[gateway].capabilities("").webhooks
    except Exception:  # noqa: BLE001 - whatever an adapter raises, the rest of the health is told
        return False
