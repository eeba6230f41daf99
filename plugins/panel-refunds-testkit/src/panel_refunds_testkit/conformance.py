"""What an author writes a subclass of: all checks of a kind, and the fixtures that they stand on.

    class TestAcme(GatewayConformance):
        @pytest.fixture
        def peer(self):
            with AcmePeer() as peer:
                yield peer

Nothing else. A check is skipped only where a capability, or a fact of the peer, says that there is nothing to check.
Order providers and notifiers have a ``peer`` too; fraud checks and rules have a ``case``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import pytest

from panel_refunds_testkit.checks.fraud_check import FraudChecks
from panel_refunds_testkit.checks.gateway.exactly_once import ExactlyOnceChecks
from panel_refunds_testkit.checks.gateway.feed import FeedChecks
from panel_refunds_testkit.checks.gateway.static import StaticChecks
from panel_refunds_testkit.checks.gateway.webhooks import WebhookChecks
from panel_refunds_testkit.checks.gateway.wire import WireChecks
from panel_refunds_testkit.checks.notifier import NotifierChecks
from panel_refunds_testkit.checks.provider import ProviderChecks
from panel_refunds_testkit.checks.rule import RuleChecks
from panel_refunds_testkit.demand import broken
from panel_refunds_testkit.peer.case import FraudCheckCase, RuleCase
from panel_refunds_testkit.peer.gateway_peer import GatewayPeer
from panel_refunds_testkit.peer.notifier_peer import NotifierPeer
from panel_refunds_testkit.peer.provider_peer import ProviderPeer
from panel_refunds_testkit.peer.soundness import must_be_sound
from panel_refunds_testkit.shop.nursery import Nursery
from panel_refunds_testkit.stand import GatewayStand
from panel_refunds_testkit.stand.fraud_check_stand import FraudCheckStand
from panel_refunds_testkit.stand.notifier_stand import NotifierStand
from panel_refunds_testkit.stand.provider_stand import ProviderStand
from panel_refunds_testkit.stand.rule_stand import RuleStand


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
        must_be_sound(stand.peer)

    @pytest.fixture
    def workers(self, panel_refunds_workers: Nursery) -> Nursery:
        """Worker processes that can be killed."""
        return panel_refunds_workers


class OrderProviderConformance(ProviderChecks):
    """All checks of an order provider; write the fixture ``peer``."""

    conformance_kind: ClassVar[Literal["order_providers"]] = "order_providers"
    certificate: ClassVar[bool] = True
    """False for an adapter that is never shipped, as in ``GatewayConformance``; so below."""

    @pytest.fixture
    def peer(self) -> ProviderPeer:
        """The provider's stand-in, which the author writes."""
        broken("Write a fixture `peer` in your class: the provider's stand-in (`with AcmePeer() as peer: yield peer`).")

    @pytest.fixture
    def stand(self, peer: ProviderPeer) -> Iterator[ProviderStand]:
        """The adapter at the peer's address."""
        stand = ProviderStand(peer)
        yield stand
        stand.close()
        must_be_sound(stand.peer)


class FraudCheckConformance(FraudChecks):
    """All checks of a fraud check; write the fixture ``case``."""

    conformance_kind: ClassVar[Literal["fraud_checks"]] = "fraud_checks"
    certificate: ClassVar[bool] = True

    @pytest.fixture
    def case(self) -> FraudCheckCase:
        """What it is tried with, which the author writes."""
        broken('Write a fixture `case` in your class: `return FraudCheckCase(plugin, "name", {settings})`.')

    @pytest.fixture
    def stand(self, case: FraudCheckCase) -> Iterator[FraudCheckStand]:
        """The check, built."""
        stand = FraudCheckStand(case)
        yield stand
        stand.close()
        must_be_sound(stand.peer)


class RuleConformance(RuleChecks):
    """All checks of a rule; write the fixture ``case``."""

    conformance_kind: ClassVar[Literal["rules"]] = "rules"
    certificate: ClassVar[bool] = True

    @pytest.fixture
    def case(self) -> RuleCase:
        """What it is tried with, which the author writes."""
        broken('Write a fixture `case` in your class: `return RuleCase(plugin, "name", {settings})`.')

    @pytest.fixture
    def stand(self, case: RuleCase) -> Iterator[RuleStand]:
        """The rule, built."""
        stand = RuleStand(case)
        yield stand
        stand.close()
        must_be_sound(stand.peer)


class NotifierConformance(NotifierChecks):
    """All checks of a notifier; write the fixture ``peer``."""

    conformance_kind: ClassVar[Literal["notifiers"]] = "notifiers"
    certificate: ClassVar[bool] = True

    @pytest.fixture
    def peer(self) -> NotifierPeer:
        """The place that messages are brought to, which the author writes."""
        broken("Write a fixture `peer` in your class: the place's stand-in (`with AcmePeer() as peer: yield peer`).")

    @pytest.fixture
    def stand(self, peer: NotifierPeer) -> Iterator[NotifierStand]:
        """The notifier at the peer's address."""
        stand = NotifierStand(peer)
        yield stand
        stand.close()
        must_be_sound(stand.peer)
