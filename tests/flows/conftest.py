"""A shop on each database, whose books are audited after every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.flows.card_shop import CardShop
from tests.flows.shop import Shop

from panel_refunds.store import Store
from panel_refunds.testing.fake_stripe import FakeStripe


@pytest.fixture
def shop(store: Store) -> Iterator[Shop]:
    """A shop on each database; whatever a test did to it, its books must be whole afterwards."""
    open_shop = Shop(store)
    yield open_shop
    open_shop.check_books()


@pytest.fixture
def card_shop(store: Store) -> Iterator[CardShop]:
    """A shop on each database that takes cards by way of a fake Stripe."""
    shops: list[CardShop] = []
    with FakeStripe(now=lambda: shops[0].at if shops else Shop.at) as stripe:
        shops.append(CardShop(store, stripe))
        yield shops[0]
        shops[0].check_books()
