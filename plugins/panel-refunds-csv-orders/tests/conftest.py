"""A folder to drop files into, and a provider built as the host builds it."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from panel_refunds.ports import Surroundings
from panel_refunds_csv_orders import order_providers
from panel_refunds_csv_orders.provider import CsvOrders

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Log:
    """Remembers what was logged, as text."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def warning(self, event: str, **facts: object) -> None:
        self.lines.append(f"{event} {facts}")


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def drop(tmp_path: Path) -> Callable[..., Path]:
    """Drop a file into the tenant's folder, last changed so many seconds ago."""

    def dropped(content: str | bytes, name: str = "orders.csv", *, ago: int = 60) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        changed = (NOW - timedelta(seconds=ago)).timestamp()
        os.utime(file, (changed, changed))
        return file

    return dropped


@pytest.fixture
def build(log: Log, tmp_path: Path) -> Callable[..., CsvOrders]:
    """Build a provider through the plugin's factory, for the file ``orders.csv``."""

    def built(**settings: object) -> CsvOrders:
        (factory,) = order_providers()
        around = Surroundings("acme", "main", lambda: NOW, lambda **_: None, log, tmp_path)
        return factory.build({"file": "orders.csv", **settings}, around)

    return built
