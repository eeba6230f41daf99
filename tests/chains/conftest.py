"""A chain of three panels below an upstream, as installations of their own and as tenants of one on each database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.chains.chain import Chain, one_installation, own_installations, set_secrets
from tests.conftest import Clock

from panel_refunds.testing.rest_upstream import RestUpstream


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 9, 1, 12, tzinfo=UTC))


@pytest.fixture
def upstream(clock: Clock) -> Iterator[RestUpstream]:
    with RestUpstream(now=clock) as running:
        yield running


@pytest.fixture(params=["own", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def chain(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    upstream: RestUpstream,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Chain]:
    """A chain whose books are audited after every test, at each of its levels."""
    set_secrets(monkeypatch)
    if request.param == "own":
        made = own_installations(tmp_path / "chain", upstream, clock, monkeypatch)
    else:
        url = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
        made = one_installation(tmp_path / "chain", url, upstream, clock, monkeypatch)
    with made as chain:
        yield chain
        chain.check_books()
