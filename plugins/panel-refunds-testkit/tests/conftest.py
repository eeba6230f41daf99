"""A stand with the kit's own small adapter, or with one that somebody spoilt on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory
from panel_refunds_testkit.stand import GatewayStand
from panel_refunds_testkit.tinypay import gateways
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.tinypay.peer import TinyPeer


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
