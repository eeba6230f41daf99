"""Pages are tested from outside: a browser without JavaScript, on a whole service, signed in by the panel."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.pages.browser import Browser, sign_in
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


@pytest.fixture
def browser(panel: Panel) -> Browser:
    """A browser in which the panel of smmpanelus.com signed in the customer ``c1``."""
    return sign_in(panel)
