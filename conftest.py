"""What holds for every test, the core's and the plugins' alike."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
import structlog
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings

from panel_refunds.flows import staff_passwords

# Timing is never asserted: a busy machine is no fault of ours.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_xdist_auto_num_workers() -> int:
    """How many processes ``-n auto`` means: four also on two cores, because many tests wait.

    They wait for servers, for deadlines, and for workers that are killed.
    """
    return max(4, os.cpu_count() or 1)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Whoever sets up logging in a test writes to a stream that is gone after it: the next test starts afresh."""
    yield
    structlog.reset_defaults()


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> Iterator[PasswordHasher]:
    """A hash that is slow on purpose would be most of what tests of the staff's pages do. Yields the real one."""
    real = staff_passwords.HASHER
    staff_passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield real
    staff_passwords.HASHER = real
