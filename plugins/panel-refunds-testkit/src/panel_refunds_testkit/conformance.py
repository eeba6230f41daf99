"""What an author writes a subclass of: all checks of a kind, and the fixtures that they stand on.

    class TestAcme(GatewayConformance):
        @pytest.fixture
        def peer(self):
            with AcmePeer() as peer:
                yield peer

Nothing else. A check is skipped only where a capability says that there is nothing to check.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import pytest

from panel_refunds_testkit.checks.gateway.exactly_once import ExactlyOnceChecks
from panel_refunds_testkit.checks.gateway.feed import FeedChecks
from panel_refunds_testkit.checks.gateway.static import StaticChecks
from panel_refunds_testkit.checks.gateway.webhooks import WebhookChecks
from panel_refunds_testkit.checks.gateway.wire import WireChecks
from panel_refunds_testkit.demand import broken
from panel_refunds_testkit.peer.gateway_peer import GatewayPeer
from panel_refunds_testkit.shop.nursery import Nursery
from panel_refunds_testkit.stand import GatewayStand


class GatewayConformance(StaticChecks, WireChecks, WebhookChecks, FeedChecks, ExactlyOnceChecks):
    """All checks of a gateway; write the fixture ``peer``."""

    conformance_kind: ClassVar[Literal["gateways"]] = "gateways"
    certificate: ClassVar[bool] = True
    """False for an adapter that is never shipped; it is tried like any other, and no certificate is asked of it."""

    @pytest.fixture
    def peer(self) -> GatewayPeer:
        """The vendor's stand-in, which the author writes."""
        broken("Write a fixture `peer` in your class: the vendor's stand-in (`with AcmePeer() as peer: yield peer`).")

    @pytest.fixture
    def stand(self, peer: GatewayPeer) -> Iterator[GatewayStand]:
        """The adapter at the peer's address."""
        stand = GatewayStand(peer)
        yield stand
        stand.close()

    @pytest.fixture(scope="class")
    @classmethod
    def workers(cls) -> Iterator[Nursery]:
        """Worker processes that can be killed."""
        with Nursery() as workers:
            yield workers
