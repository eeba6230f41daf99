"""A PayTR and one account of ours there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fake_paytr import FakePayTR
from panel_refunds_paytr.gateway import PayTRGateway
from paytr_account import CLIENTS, built


@pytest.fixture
def paytr() -> Iterator[FakePayTR]:
    with FakePayTR() as peer:
        yield peer


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    CLIENTS.close()


@pytest.fixture
def gateway(paytr: FakePayTR) -> PayTRGateway:
    return built(paytr.clock, **paytr.settings(paytr.url))
