"""What holds for every test, the core's and the plugins' alike."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from typing import Any

import httpcore2
import pytest
import structlog
from anyio.from_thread import start_blocking_portal
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient
from tests.dealing import deal

from panel_refunds.flows import staff_passwords
from panel_refunds.plugins.apart.registering import NONE_APART
from panel_refunds.plugins.host import PluginHost

# Each client of a test would read all roots that this machine trusts, though tests call nobody but this machine.
httpcore2.default_ssl_context = cache(httpcore2.default_ssl_context)

# Collecting makes a million objects that stay to the end: there is no garbage to look for before it is done.
gc.disable()

# Timing is never asserted: a busy machine is no fault of ours.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_xdist_auto_num_workers() -> int:
    """How many processes ``-n auto`` means: one more than there are cores.

    Tests wait for servers, for deadlines, for workers that are killed. Two more would stand in each other's way.
    """
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in the order for as many processes as there are."""
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    items[:] = deal(items, [item.nodeid for item in items], processes)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: the collector of garbage need not look through it again and again."""
    gc.enable()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Whoever sets up logging in a test writes to a stream that is gone after it: the next test starts afresh."""
    yield
    structlog.reset_defaults()


@pytest.fixture(autouse=True, scope="session")
def _one_loop_for_clients() -> Iterator[None]:
    """Requests of tests run in one event loop with its threads, as in a server; each would begin a loop of its own."""
    with start_blocking_portal() as portal, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient, "portal", portal)
        yield


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> Iterator[PasswordHasher]:
    """A hash that is slow on purpose would be most of what tests of the staff's pages do. Yields the real one."""
    real = staff_passwords.HASHER
    staff_passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield real
    staff_passwords.HASHER = real


@pytest.fixture(autouse=True, scope="session")
def _plugins_registered_once() -> Iterator[None]:
    """The plugins of this Python are the same in every test: asking all their hooks was most of opening a service.

    Whoever names modules, keeps plugins apart, or changes what is installed, gets them asked anew.
    """
    kept: dict[Any, PluginHost] = {}
    really: Any = PluginHost.__dict__["load"]

    def load(
        cls: type[PluginHost], extra: Any = (), *, installed: Any = None, apart: Any = NONE_APART, **how: Any
    ) -> PluginHost:
        named = any("." in name or ":" in name for name in extra)
        if named or installed is not None or apart.names:
            return really.__func__(cls, extra, installed=installed, apart=apart, **how)
        key = (cls, *how.items(), metadata.entry_points, *sys.path)
        if key not in kept:
            kept[key] = really.__func__(cls, **how)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PluginHost, "load", classmethod(load))
        yield
