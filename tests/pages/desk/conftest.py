"""People of the staff at their browsers; and a house in which two people have to approve."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.pages.desk.staff import StaffBrowser, staff_browser
from tests.web.panel import ROOT, Installed

FOUR_EYES = '[review]\napprovers = ["finance", "approver"]\n'


@pytest.fixture
def ana(installed: Installed) -> StaffBrowser:
    """finance-ana, signed in at smmpanelus.com."""
    return staff_browser(installed)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Callable[..., Installed]]:
    """Makes a service whose first tenant's policy says what is given, and whose folder holds these files besides."""
    made: list[Installed] = []

    def make(policy: str = "", files: dict[str, str] | None = None, **options: str) -> Installed:
        for slug in ("smmpanelus", "smmpanelus-blog", "lumenreach"):
            shutil.copytree(ROOT / "tenants" / slug, tmp_path / "tenants" / slug)
        folder = tmp_path / "tenants" / "smmpanelus"
        (folder / "policies" / "default" / "2025-08-29.toml").write_text(policy, encoding="utf-8")
        for name, text in (files or {}).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        made.append(Installed(tmp_path, **options))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def four_eyes(house: Callable[..., Installed]) -> Installed:
    """A service in which somebody of finance and an approver have to say yes."""
    return house(FOUR_EYES)
