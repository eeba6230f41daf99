"""Lists, page by page to the end.

A list that was not read to its end proves nothing about what is not in it. So every page is read, and whether it was
really every page is said: a list that names the same thing twice, does not end, or breaks off is not complete.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from panel_refunds_stripe.answer import Answer, NoAnswerError
from panel_refunds_stripe.asking import asked

PAGE = 100
MOST_PAGES = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list had, in its order, and whether that is all of it."""

    items: tuple[Answer, ...]
    complete: bool


def page_params(which: Mapping[str, str], after: str | None) -> Any:
    """The parameters of a list of things that belong to ``which``, behind the one with the id ``after``."""
    return {**which, "limit": PAGE, **({"starting_after": after} if after else {})}


def read_pages(page: Callable[[str | None], object], kind: str) -> Listed:
    """Everything in a list; ``page(after)`` gets the page behind the item with that id, the first one for None.

    Raises what a single question raises when the first page cannot be read; later, what was read is returned.
    """
    found: dict[str, Answer] = {}
    after: str | None = None
    for _ in range(MOST_PAGES):
        try:
            answer = asked(partial(page, after), "list")
            items = [Answer.of(item, kind) for item in answer.listed("data")]
            ids = [item.text("id") for item in items]
            more = answer.flag("has_more")
        except NoAnswerError:
            if after is None:
                raise
            break
        if any(each in found for each in ids) or (more and not ids):
            break
        found.update(zip(ids, items, strict=True))
        if not more:
            return Listed(tuple(found.values()), complete=True)
        after = ids[-1]
    return Listed(tuple(found.values()), complete=False)
