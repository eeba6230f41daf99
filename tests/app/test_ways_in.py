"""What signing in needs is looked at when the service starts, and told with file and line, never with a key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.web.panel import ROOT, Installed

from panel_refunds.app.composition import Service, utc_now
from panel_refunds.app.ways_in import faults_of_ways_in, make_ways_in
from panel_refunds.tenants.faults import Fault, TenantFileError
from panel_refunds.tenants.tenant_file import load_tenant

TOKENS = '\n[portal.tokens]\nalgorithm = "HS256"\nissuer = "panel"\nkeys = [{ file = "tokens.key" }]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tenants/lumenreach", tmp_path / "tenants/lumenreach")
    return tmp_path / "tenants/lumenreach"


def say(folder: Path, more: str) -> None:
    file = folder / "tenant.toml"
    file.write_text(file.read_text() + more)


def faults_of(folder: Path, **given: bool) -> tuple[Fault, ...]:
    tenant = load_tenant(folder)
    return faults_of_ways_in(tenant, make_ways_in(tenant, utc_now), **{"has_key": False, **given})


def test_a_key_that_is_missing_or_unfit_is_a_fault(folder: Path) -> None:
    say(folder, TOKENS)
    (fault,) = faults_of(folder)
    assert (fault.key, "cannot be read" in fault.text) == ("portal.tokens.keys", True)
    (folder / "tokens.key").write_text("short")
    (fault,) = faults_of(folder)
    assert "is no key for HS256" in fault.text
    assert "short" not in str(fault)
    (folder / "tokens.key").write_text("s" * 32 + "\n")
    assert not faults_of(folder)
    (folder / "tokens.key").unlink()
    assert not faults_of(folder, read_secrets=False)


def test_codes_can_be_required_only_where_their_secrets_can_be_kept(folder: Path) -> None:
    say(folder, '\n[staff]\ncodes = "required"\n')
    (fault,) = faults_of(folder)
    assert (fault.key, "secrets_key" in fault.advice) == ("staff.codes", True)
    assert not faults_of(folder, has_key=True)
    with pytest.raises(TenantFileError, match=r"staff\.codes"):
        Installed(folder.parents[1])


def test_a_reload_reads_the_keys_again_and_keeps_the_old_where_the_new_one_is_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NORTH", "SOUTH"):
        monkeypatch.setenv(f"LUMENREACH_{name}_KEY", "upstream")
    say(folder, TOKENS)
    file = folder / "tokens.key"
    file.write_text("s" * 32)
    service = Service.open(folder.parents[1], database="sqlite://", read_secrets=True)
    try:
        old = service.desk("lumenreach").token_keys
        assert old is not None
        file.write_text("short")
        assert service.reload().kept.keys() == {"lumenreach"}
        assert service.desk("lumenreach").token_keys is old
        file.write_text("t" * 32)
        assert not service.reload().kept
        new = service.desk("lumenreach").token_keys
        assert new is not None
        assert new.keys[0].raw_value == b"t" * 32
    finally:
        service.close()
