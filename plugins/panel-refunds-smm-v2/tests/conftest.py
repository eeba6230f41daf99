"""A panel that really listens, and a provider built as the host builds it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import httpx2
import pytest

from panel_refunds.ports import Surroundings
from panel_refunds.testing.upstream_panel import UpstreamPanel
from panel_refunds_smm_v2 import order_providers
from panel_refunds_smm_v2.provider import SmmV2Provider

KEY = "k-3f9c1e77a2"
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
def panel() -> Iterator[UpstreamPanel]:
    with UpstreamPanel(key=KEY) as running:
        yield running


@pytest.fixture
def build(log: Log) -> Callable[..., SmmV2Provider]:
    """Build a provider through the plugin's factory; ``patience`` is how long its HTTP client waits."""

    def built(url: str, *, patience: float = 10, **settings: object) -> SmmV2Provider:
        def http_client(*, timeout: float) -> httpx2.Client:
            return httpx2.Client(timeout=min(timeout, patience))

        (factory,) = order_providers()
        around = Surroundings("acme", "main", lambda: NOW, http_client, log)
        return factory.build({"url": url, "key": KEY, **settings}, around)

    return built


@pytest.fixture
def provider(panel: UpstreamPanel, build: Callable[..., SmmV2Provider]) -> SmmV2Provider:
    return build(panel.url)
