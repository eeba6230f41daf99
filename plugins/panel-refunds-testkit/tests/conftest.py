"""A stand with the kit's own small adapter, or with one that somebody spoilt on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory
from panel_refunds_testkit import (
    FraudCheckConformance,
    NotifierConformance,
    OrderProviderConformance,
    RuleConformance,
    tinypanel,
)
from panel_refunds_testkit.peer.case import RuleCase
from panel_refunds_testkit.stand import GatewayStand
from panel_refunds_testkit.stand.fraud_check_stand import FraudCheckStand
from panel_refunds_testkit.stand.notifier_stand import NotifierStand
from panel_refunds_testkit.stand.provider_stand import ProviderStand
from panel_refunds_testkit.stand.rule_stand import RuleStand
from panel_refunds_testkit.tinypanel.fraud_check_case import TinyCheckCase
from panel_refunds_testkit.tinypanel.notifier_peer import TinyBoard
from panel_refunds_testkit.tinypanel.provider_peer import TinyPanelPeer
from panel_refunds_testkit.tinypay import gateways
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.tinypay.peer import TinyPeer
from panel_refunds_testkit.wrong_by_kind.plugin import plugin_of

KITS: dict[str, tuple[Callable[[], Any], Any, Any]] = {
    "providers": (TinyPanelPeer, OrderProviderConformance, ProviderStand),
    "fraud_checks": (TinyCheckCase, FraudCheckConformance, FraudCheckStand),
    "rules": (lambda: RuleCase(tinypanel, "tinyrule"), RuleConformance, RuleStand),
    "notifiers": (TinyBoard, NotifierConformance, NotifierStand),
}


@pytest.fixture
def peer() -> Iterator[TinyPeer]:
    with TinyPeer() as running:
        yield running


@pytest.fixture
def stand(peer: TinyPeer) -> Iterator[GatewayStand]:
    """The good adapter."""
    made = GatewayStand(peer)
    yield made
    made.close()


@pytest.fixture
def spoilt(peer: TinyPeer) -> Iterator[Callable[..., GatewayStand]]:
    """A stand with an adapter whose methods (or factory's fields) are others: ``spoilt(get_refund=…)``."""
    stands: list[GatewayStand] = []

    def made(*, factory: Mapping[str, Any] | None = None, **methods: Any) -> GatewayStand:
        kind = type("SpoiltGateway", (TinyGateway,), methods)
        (good,) = gateways()

        @hookimpl
        def spoilt_gateways() -> list[Factory[Any]]:
            return [replace(good, **{"build": kind, **(factory or {})})]

        peer.plugin = SimpleNamespace(gateways=spoilt_gateways)  # type: ignore[misc]  # this peer's, not the class's
        stands.append(GatewayStand(peer))
        return stands[-1]

    yield made
    for each in stands:
        each.close()


@pytest.fixture
def able(spoilt: Callable[..., GatewayStand]) -> Callable[..., GatewayStand]:
    """A stand with the good adapter that says it can do other things: ``able(disputes=False)``; ``methods`` it has besides."""

    def made(methods: Mapping[str, Any] | None = None, **capabilities: Any) -> GatewayStand:
        def told(self: TinyGateway, method: str) -> Any:
            return replace(TinyGateway.capabilities(self, method), **capabilities)

        return spoilt(capabilities=told, **(methods or {}))

    return made


@pytest.fixture
def try_wrong() -> Callable[[type, str], None]:
    """Try a wrong adapter of another kind with one check."""

    def tried(wrong: type, check: str) -> None:
        made, kit, stands = KITS[wrong.__module__.rpartition(".")[2]]
        with made() as peer:
            peer.plugin = plugin_of(stands.kind, wrong)
            trying = stands(peer)
            try:
                getattr(kit(), check)(trying)
            finally:
                trying.close()

    return tried
