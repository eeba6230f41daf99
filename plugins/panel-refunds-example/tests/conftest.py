"""An AcmePay and one account of ours there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from acmepay_account import CLIENTS, built
from fake_acmepay import FakeAcmePay
from panel_refunds_example.gateway import AcmePayGateway


@pytest.fixture
def acmepay() -> Iterator[FakeAcmePay]:
    with FakeAcmePay() as peer:
        yield peer


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    CLIENTS.close()


@pytest.fixture
def gateway(acmepay: FakeAcmePay) -> AcmePayGateway:
    return built(**acmepay.settings(acmepay.url))
