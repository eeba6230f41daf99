"""Tenants and installed plugins to test the host with: real modules, real distributions in a temporary folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from panel_refunds.calendar import Calendar
from panel_refunds.plugins.kinds import KINDS
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.tenants.tenant import Place, PluginUse, Site, Tenant

NOW = datetime(2025, 9, 3, 10, tzinfo=UTC)


@pytest.fixture
def now() -> Callable[[], datetime]:
    return lambda: NOW


@pytest.fixture
def make_tenant(tmp_path: Path) -> Callable[..., Tenant]:
    """``make_tenant(plugins=[…], gateways={"till": {"use": "manual", …}})``; each key has a line of its own."""

    def make(plugins: tuple[str, ...] = (), **tables: dict[str, dict[str, Any]]) -> Tenant:
        file = tmp_path / "tenant.toml"

        def use(name: str, table: dict[str, Any]) -> PluginUse:
            settings = {key: value for key, value in table.items() if key != "use"}
            places = {key: Place(file, 11 + number) for number, key in enumerate(table)}
            return PluginUse(name, table.get("use", name), MappingProxyType(settings), Place(file, 10), places)

        return Tenant(
            slug="shop",
            name="Shop",
            folder=tmp_path,
            currency="USD",
            calendar=Calendar(ZoneInfo("America/New_York"), frozenset({5, 6}), frozenset()),
            languages=("en",),
            governing="at_deposit",
            plugins=tuple(plugins),
            sites=(Site(("shop.example",), "default"),),
            policies={"default": (PolicyVersion("default", date(2025, 1, 1)),)},
            **{kind: {name: use(name, table) for name, table in tables.get(kind, {}).items()} for kind in KINDS},
        )

    return make


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """``install("acme", source)`` makes a distribution whose entry point ``acme`` is a module with that source.

    With ``entry_point=False`` only the module is importable. Returns the module's name.
    """
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(site)
    made: list[str] = []

    def put(name: str, source: str, *, entry_point: bool = True, distribution: str | None = None) -> str:
        module = f"{(distribution or name).replace('-', '_')}_module"
        (site / f"{module}.py").write_text(source)
        made.append(module)
        if entry_point:
            info = site / f"{(distribution or name).replace('-', '_')}-1.2.dist-info"
            info.mkdir()
            (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution or name}\nVersion: 1.2\n")
            (info / "entry_points.txt").write_text(f"[panel_refunds]\n{name} = {module}\n")
        return module

    yield put
    for module in made:
        sys.modules.pop(module, None)


@pytest.fixture
def plugin_source() -> Callable[..., str]:
    """The source of a plugin with one factory; ``body`` are the statements of a class ``Thing``."""

    def source(hook: str, name: str, body: str, settings: str = "{}", contract: int = 1) -> str:
        lines = "\n".join(f"    {line}" for line in body.splitlines())
        return (
            "from panel_refunds.hookspecs import hookimpl\n"
            "from panel_refunds.ports import Factory, Setting, Verdict\n"
            "from panel_refunds.policy.finding import Finding\n"
            "import time, threading\n"
            "class Thing:\n"
            "    def __init__(self, settings, around):\n"
            "        self.settings, self.around = settings, around\n"
            f"{lines}\n"
            "@hookimpl\n"
            f"def {hook}():\n"
            f"    return [Factory({name!r}, Thing, {settings}, {contract})]\n"
        )

    return source
