"""A stand whose adapter is made in a test and can be imported by name, as the core imports plugins."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from panel_refunds_testkit.stand import GatewayStand
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.tinypay.peer import TinyPeer
from panel_refunds_testkit.wrong.plugin import hook_of


@pytest.fixture
def imported(peer: TinyPeer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[type[TinyGateway]], GatewayStand]]:
    stands: list[GatewayStand] = []

    def made(kind: type[TinyGateway]) -> GatewayStand:
        module = ModuleType("made_in_a_test.plugin")
        module.gateways = hook_of(kind)  # type: ignore[attr-defined]  # the hook of a plugin
        monkeypatch.setitem(sys.modules, "made_in_a_test", ModuleType("made_in_a_test"))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        peer.plugin = module  # type: ignore[misc]  # this peer's, not the class's
        stands.append(GatewayStand(peer))
        return stands[-1]

    yield made
    for each in stands:
        each.close()
