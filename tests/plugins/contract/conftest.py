"""An installation with one tenant, whose files are given, and a clock that the test sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from panel_refunds.app.composition import Service


@pytest.fixture
def clock() -> list[datetime]:
    return [datetime(2026, 3, 2, 9, 0, tzinfo=UTC)]


@pytest.fixture
def open_service(tmp_path: Path, database_url: str, clock: list[datetime]) -> Iterator[Callable[..., Service]]:
    opened: list[Service] = []

    def made(slug: str, files: Mapping[str, str]) -> Service:
        folder = tmp_path / "tenants" / slug
        (folder / "policies" / "default").mkdir(parents=True)
        (folder / "policies" / "default" / "2025-01-01.toml").write_text("# Every key has its default.\n")
        for name, text in files.items():
            (folder / name).write_text(text)
        opened.append(Service.open(tmp_path, database=database_url, now=lambda: clock[-1]))
        return opened[-1]

    yield made
    for service in opened:
        service.close()
