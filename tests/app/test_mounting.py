"""Whoever mounts the refunds runs them once: the books are open and one worker works as long as the host lives."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from panel_refunds.app.mounting import Refunds
from panel_refunds.tenants.faults import TenantFileError


def workers() -> int:
    return sum(thread.name == "worker" for thread in threading.enumerate())


@pytest.fixture
def make(root: Path) -> Callable[..., Refunds]:
    return lambda **given: Refunds(root, database="sqlite://", read_secrets=False, **given)


def test_it_works_as_long_as_its_host_lives(make: Callable[..., Refunds]) -> None:
    refunds = make()
    with pytest.raises(RuntimeError, match="enter running"):
        _ = refunds.service
    with TestClient(Starlette(routes=[Mount("/refunds", refunds)], lifespan=refunds.running)) as client:
        assert client.get("/refunds/readyz").json()["checks"]["worker"] == "ok"
        assert workers() == 1
        assert set(refunds.service.directory.current.tenants) >= {"smmpanelus", "lumenreach", "sadaf"}
    assert workers() == 0


def test_by_itself_it_runs_itself_and_the_work_may_be_done_elsewhere(make: Callable[..., Refunds]) -> None:
    with TestClient(make(with_worker=False)) as client:
        assert client.get("/readyz").json()["checks"]["worker"] == "elsewhere"
        assert workers() == 0


def test_who_forgets_to_run_it_is_told_what_to_do(make: Callable[..., Refunds]) -> None:
    with pytest.raises(RuntimeError, match=r"lifespan=refunds\.running"):
        TestClient(Starlette(routes=[Mount("/refunds", make())])).get("/refunds/policy")


def test_it_runs_once_and_again_when_it_has_ended(make: Callable[..., Refunds]) -> None:
    refunds = make()

    async def twice() -> None:
        async with refunds.running():
            with pytest.raises(RuntimeError, match="already"):
                async with refunds.running():
                    pass
            assert workers() == 1
        async with refunds.running(None):
            assert workers() == 1

    anyio.run(twice)
    assert workers() == 0


def test_a_fault_in_the_files_stops_the_start_and_not_the_next_one(make: Callable[..., Refunds], root: Path) -> None:
    refunds = make()
    file = root / "tenants" / "sadaf" / "tenant.toml"
    good = file.read_text(encoding="utf-8")

    async def run() -> Any:
        async with refunds.running():
            return refunds.service.directory.current.get_tenant("sadaf").brand.name

    file.write_text(good.replace('colour = "#8c1d40"', 'colour = "#ffb0c0"'), encoding="utf-8")
    with pytest.raises(TenantFileError, match="nearest colour that passes"):
        anyio.run(run)
    file.write_text(good, encoding="utf-8")
    assert anyio.run(run) == "صدف"
