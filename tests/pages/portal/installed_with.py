"""The service with another policy: a copy of the shipped tenants, with some lines more in it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.web.panel import ROOT, Installed, Panel


def panel_with(folder: Path, policy: str) -> Panel:
    """The panel of smmpanelus.com, whose policy says ``policy`` besides."""
    shutil.copytree(ROOT / "tenants", folder / "tenants")
    file = folder / "tenants/smmpanelus/policies/default/2025-08-29.toml"
    file.write_text(f"{file.read_text()}\n{policy}\n")
    shutil.rmtree(folder / "tenants/smmpanelus/cases", ignore_errors=True)
    return Installed(folder).panel()
