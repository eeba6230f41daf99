"""Razorpay against the contract: everything that the kit asks of a gateway."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fake_razorpay import FakeRazorpay
from panel_refunds_testkit import GatewayConformance


class TestRazorpay(GatewayConformance):
    @pytest.fixture
    def peer(self) -> Iterator[FakeRazorpay]:
        with FakeRazorpay() as peer:
            yield peer
