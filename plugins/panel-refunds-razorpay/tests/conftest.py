"""A Razorpay and one account of ours there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fake_razorpay import FakeRazorpay
from panel_refunds_razorpay.gateway import RazorpayGateway
from razorpay_account import CLIENTS, built


@pytest.fixture
def razorpay() -> Iterator[FakeRazorpay]:
    with FakeRazorpay() as peer:
        yield peer


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    CLIENTS.close()


@pytest.fixture
def gateway(razorpay: FakeRazorpay) -> RazorpayGateway:
    return built(**razorpay.settings(razorpay.url))
