"""Operators and auditors at their browsers."""

from __future__ import annotations

import pytest
from tests.pages.desk.staff import StaffBrowser, staff_browser
from tests.web.panel import Installed


@pytest.fixture
def olga(installed: Installed) -> StaffBrowser:
    """operator-olga, signed in at smmpanelus.com."""
    return staff_browser(installed, "operator-olga")


@pytest.fixture
def zoe(installed: Installed) -> StaffBrowser:
    """auditor-zoe, who looks and does not touch."""
    return staff_browser(installed, "auditor-zoe")
