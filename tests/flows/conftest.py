"""A shop on each database, whose books are audited after every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.flows.shop import Shop

from panel_refunds.store import Store


@pytest.fixture
def shop(store: Store) -> Iterator[Shop]:
    """A shop on each database; whatever a test did to it, its books must be whole afterwards."""
    open_shop = Shop(store)
    yield open_shop
    open_shop.check_books()
