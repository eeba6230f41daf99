"""Lists come in pages: some items and the cursor of the next page."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import Field

from panel_refunds.web.fields import Given, Id, Shown

ItemT = TypeVar("ItemT", bound=Shown)
MOST = 200

Limit = Annotated[int, Field(strict=False, ge=1, le=MOST, description="How many at most.")]


class PageQuery(Given):
    """Which page: what comes after the item with this id."""

    after: Id | None = None
    limit: Limit = 50


class Page(Shown, Generic[ItemT]):
    """One page, oldest first; ``next`` is the cursor of the next one, null on the last page."""

    items: list[ItemT]
    next: str | None
