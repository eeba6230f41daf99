"""A shop whose worker is run by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.flows.shop import Shop

from panel_refunds.store import Store


@pytest.fixture
def shop() -> Iterator[Shop]:
    store = Store("sqlite://")
    open_shop = Shop(store)
    yield open_shop
    open_shop.check_books()
    store.close()
