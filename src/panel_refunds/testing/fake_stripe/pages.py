"""Lists, page by page: the newest first, ``limit`` at a time, from ``starting_after`` on or up to ``ending_before``."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from panel_refunds.testing.fake_stripe.books import Json
from panel_refunds.testing.fake_stripe.form import read_integer, read_text
from panel_refunds.testing.fake_stripe.refusal import bad_integer, bad_value, not_found

USUAL_LIMIT, MOST = 10, 100

_BOUNDS = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}


def make_page(things: Iterable[Json], params: dict[str, Any], url: str, noun: str) -> Json:
    """The list object with one page of ``things``, which come newest first and are filtered by ``created`` here."""
    limit = read_integer(params, "limit")
    if limit is not None and not 1 <= limit <= MOST:
        raise bad_value("limit", f"Limit must be between 1 and {MOST}.", "parameter_invalid_integer")
    after, before = read_text(params, "starting_after"), read_text(params, "ending_before")
    if after and before:
        raise bad_value("ending_before", "Only one of starting_after and ending_before can be given.")
    bounds = _read_bounds(params.get("created"))
    wanted = (thing for thing in things if all(within(thing["created"], bound) for within, bound in bounds))
    if before:
        page, more = _end_before(list(wanted), before, limit or USUAL_LIMIT, noun)
    else:
        page, more = _start_after(wanted, after, limit or USUAL_LIMIT, noun)
    return {"object": "list", "data": page, "has_more": more, "url": url}


def _start_after(things: Iterable[Json], after: str | None, limit: int, noun: str) -> tuple[list[Json], bool]:
    rest = iter(things)
    if after is not None and not any(thing["id"] == after for thing in rest):
        raise not_found(noun, after, param="starting_after")
    page = list(islice(rest, limit + 1))
    return page[:limit], len(page) > limit


def _end_before(things: list[Json], before: str, limit: int, noun: str) -> tuple[list[Json], bool]:
    place = next((number for number, thing in enumerate(things) if thing["id"] == before), None)
    if place is None:
        raise not_found(noun, before, param="ending_before")
    return things[max(place - limit, 0) : place], place > limit


def _read_bounds(said: Any) -> list[tuple[Callable[[int, int], bool], int]]:
    """``created``, a moment or a range, as comparisons."""
    if said is None:
        return []
    if isinstance(said, str):
        return [(operator.eq, _second("created", said))]
    return [(_BOUNDS[name], _second(f"created[{name}]", bound)) for name, bound in dict(said).items()]


def _second(name: str, said: Any) -> int:
    if not isinstance(said, str) or not said.isdigit():
        raise bad_integer(name, said)
    return int(said)
