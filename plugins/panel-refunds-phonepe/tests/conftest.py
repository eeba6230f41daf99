"""A PhonePe and one account of ours there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fake_phonepe import FakePhonePe
from panel_refunds_phonepe.gateway import PhonePeGateway
from phonepe_account import CLIENTS, built


@pytest.fixture
def phonepe() -> Iterator[FakePhonePe]:
    with FakePhonePe() as peer:
        yield peer


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    CLIENTS.close()


@pytest.fixture
def gateway(phonepe: FakePhonePe) -> PhonePeGateway:
    return built(phonepe.clock, **phonepe.settings(phonepe.url))
