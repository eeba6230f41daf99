"""Each adapter that is wrong on purpose fails the check named for it, and the good one passes that very check."""

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
from panel_refunds_testkit.wrong import wrong_adapters
from panel_refunds_testkit.wrong.plugin import hook_of

WRONG = wrong_adapters()
LEAST = 15


@pytest.fixture(scope="module")
def workers() -> Iterator[Nursery]:
    with Nursery() as workers:
        yield workers


@pytest.fixture
def run_check(workers: Nursery) -> Callable[[str, ModuleType | None], None]:
    """Run one check of the kit with a plugin in place of the good one."""

    def run(name: str, plugin: ModuleType | None) -> None:
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


@pytest.mark.parametrize("check", sorted({wrong.FAILS for wrong in WRONG}))
def test_the_good_adapter_passes(run_check, check):
    run_check(check, None)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.__name__.rpartition(".")[2])
def test_each_fails_the_check_named_for_it(run_check, wrong):
    with pytest.raises(BrokenContractError):
        run_check(wrong.FAILS, wrong)


def test_there_are_many_and_each_has_one_name_and_one_sentence():
    assert len(WRONG) >= LEAST
    assert all(len(wrong.__doc__.strip().splitlines()) == 1 for wrong in WRONG)
    assert all(hasattr(GatewayConformance, wrong.FAILS) for wrong in WRONG)


def test_a_wrong_plugin_has_tinypays_hook():
    (factory,) = hook_of(WRONG[0].WrongGateway)()

    assert (factory.name, factory.build) == ("tinypay", WRONG[0].WrongGateway)
