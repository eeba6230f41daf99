"""Tenants' folders written on the spot: a small good one, in which a test changes what it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.tenants.faults import Fault, TenantFileError
from panel_refunds.tenants.page import Written, load_page
from panel_refunds.tenants.policy_file import load_policy

IDENTITY = 'name = "Shop"\ncurrency = "USD"\ntime_zone = "America/New_York"\ncalendar = "US"\n'

WriteTenant = Callable[..., Path]


@pytest.fixture
def write_tenant(tmp_path: Path) -> WriteTenant:
    """``write_tenant("shop", sites='…', more='…', policies={"default/2025-01-01": "…"})`` → its folder."""

    def write(
        slug: str = "shop",
        *,
        hosts: str | None = None,
        toml: str | None = None,
        more: str = "",
        policies: Mapping[str, str] | None = None,
    ) -> Path:
        folder = tmp_path / "tenants" / slug
        folder.mkdir(parents=True, exist_ok=True)
        own = f'["{slug}.example"]'
        sites = f"[[sites]]\nhosts = {hosts or own}\n"
        (folder / "tenant.toml").write_text(IDENTITY + sites + more if toml is None else toml, encoding="utf-8")
        for name, text in ({"default/2025-01-01": ""} if policies is None else policies).items():
            file = folder / "policies" / f"{name}.toml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def policy(tmp_path: Path) -> Callable[..., PolicyVersion]:
    """``policy("[deposits]\\n…")``: the version that a policy file of that text says, in a tenant with EUR."""

    def read(text: str, currency: str = "EUR") -> PolicyVersion:
        file = tmp_path / "default" / "2026-01-01.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return load_policy(file, currency)

    return read


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Written]:
    """``written('x = 5')``: the value of the first key of a TOML text."""

    def read(text: str) -> Written:
        file = tmp_path / "page.toml"
        file.write_text(text, encoding="utf-8")
        root = load_page(file).root
        return root.child(next(iter(root.value)))

    return read


@pytest.fixture
def faults_of() -> Callable[..., tuple[Fault, ...]]:
    """``faults_of(load_tenant, folder)``: the faults that the call raises; it must raise."""

    def call(function: Callable[..., object], *args: object) -> tuple[Fault, ...]:
        with pytest.raises(TenantFileError) as caught:
            function(*args)
        return caught.value.faults

    return call
