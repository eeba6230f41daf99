"""A database for one run of stories, gone afterwards: in memory, or an empty place in one that somebody names.

On PostgreSQL the place is a schema of its own, on SQLite a file of its own beside the one that is named: what is in
that database already is neither read nor touched.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import make_url

from panel_refunds.store import Store

IN_MEMORY = "sqlite://"


@contextmanager
def throw_away_store(url: str | None) -> Iterator[Store]:
    """An empty store in memory, or in the database of ``url``."""
    if url is None or url == IN_MEMORY:
        yield from _opened(Store(IN_MEMORY))
        return
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        yield from _opened(Store(url, schema=f"stories_{uuid4().hex}"), make=True)
        return
    folder = Path(parsed.database or "").absolute().parent
    with tempfile.TemporaryDirectory(prefix="stories-", dir=folder) as place:
        yield from _opened(Store(f"sqlite:///{place}/stories.sqlite3"), make=True)


def _opened(store: Store, *, make: bool = False) -> Iterator[Store]:
    try:
        if make:
            store.create_schema()
        yield store
    finally:
        if make:
            store.drop_schema()
        store.close()
