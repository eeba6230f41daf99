"""An installation of the shipped tenants, in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

TENANTS = Path(__file__).parents[2] / "tenants"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    keys = ("SMMPANELUS_PROVIDER_KEY", "SMMPANELUS_STRIPE_KEY", "LUMENREACH_NORTH_KEY", "LUMENREACH_SOUTH_KEY")
    for name in (*keys, "SADAF_GULF_KEY"):
        monkeypatch.setenv(name, f"the-{name.lower()}")
    for tenant in TENANTS.iterdir():
        shutil.copytree(tenant, tmp_path / "tenants" / tenant.name)
    return tmp_path
