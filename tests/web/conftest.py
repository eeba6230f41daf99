"""The web is tested from outside: through HTTP, on a whole service."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.web.panel import Installed, Panel


@pytest.fixture
def installed() -> Iterator[Installed]:
    made = Installed()
    yield made
    made.close()


@pytest.fixture
def panel(installed: Installed) -> Panel:
    """The panel of smmpanelus.com, which may do everything."""
    return installed.panel()


@pytest.fixture
def other(installed: Installed) -> Panel:
    """Another brand's panel, which may do everything at its own tenant."""
    return installed.panel("lumenreach")
