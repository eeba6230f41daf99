"""A Cryptomus, a Heleket, and one merchant of ours at each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cryptomus_account import CLIENTS, built
from fake_cryptomus import FakeCryptomus
from panel_refunds_cryptomus.gateway import CryptomusGateway


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    CLIENTS.close()


@pytest.fixture
def cryptomus() -> Iterator[FakeCryptomus]:
    with FakeCryptomus() as peer:
        yield peer


@pytest.fixture
def gateway(cryptomus: FakeCryptomus) -> CryptomusGateway:
    return built(**cryptomus.settings(cryptomus.url))


@pytest.fixture
def heleket() -> Iterator[FakeCryptomus]:
    with FakeCryptomus("heleket") as peer:
        yield peer


@pytest.fixture
def gateway_at_heleket(heleket: FakeCryptomus) -> CryptomusGateway:
    return built(**heleket.settings(heleket.url))
