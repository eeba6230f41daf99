"""One check of the kit, called as it is, with the good adapter or with one that is wrong on purpose."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from panel_refunds_testkit import GatewayConformance
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.shop import Nursery
from panel_refunds_testkit.stand import GatewayStand
from panel_refunds_testkit.tinypay.peer import TinyPeer


@pytest.fixture(scope="package")
def workers() -> Iterator[Nursery]:
    with Nursery() as workers:
        yield workers


@pytest.fixture
def run_check(workers: Nursery) -> Callable[..., None]:
    def run(name: str, plugin: ModuleType | None = None) -> None:
        with TinyPeer() as peer:
            if plugin is not None:
                peer.plugin = plugin  # type: ignore[misc]  # this peer's, not the class's
            stand = GatewayStand(peer)
            check = getattr(GatewayConformance(), name)
            besides = {"workers": workers} if "workers" in inspect.signature(check).parameters else {}
            try:
                check(stand, **besides)
            finally:
                stand.close()

    return run


@pytest.fixture
def is_caught(run_check: Callable[..., None]) -> Callable[[ModuleType], None]:
    """The wrong adapter fails the check named for it, which the good one passes."""

    def caught(wrong: ModuleType) -> None:
        run_check(wrong.FAILS)
        with pytest.raises(BrokenContractError):
            run_check(wrong.FAILS, wrong)

    return caught
