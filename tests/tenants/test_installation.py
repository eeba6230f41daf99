"""An installation: its file, its defaults, its tenants."""

from __future__ import annotations

from pathlib import Path

import pytest

from panel_refunds.errors import Refused
from panel_refunds.money import exponent_of
from panel_refunds.tenants.faults import TenantFileError
from panel_refunds.tenants.hosts import Governed
from panel_refunds.tenants.installation import load_installation, load_tenants
from panel_refunds.tenants.installation_schema import Listen
from panel_refunds.tenants.tenant import SecretRef


def _config(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "panel-refunds.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_every_key_has_its_default(write_tenant, tmp_path) -> None:
    write_tenant("one")
    write_tenant("two")
    installation = load_installation(tmp_path)
    assert list(installation.tenants) == ["one", "two"]
    assert installation.listen == Listen("127.0.0.1", 8086)
    assert installation.trusted_proxies == ()
    assert dict(installation.currencies) == {}
    assert installation.get_database_url({}) == f"sqlite:///{tmp_path.resolve()}/panel-refunds.sqlite3"
    found = installation.hosts.resolve("two.example")
    assert isinstance(found, Governed)
    assert found.tenant is installation.get_tenant("two")


def test_every_key_reaches_the_installation_from_the_folder_or_the_file(write_tenant, tmp_path) -> None:
    write_tenant("one").parent.rename(tmp_path / "brands")
    file = _config(
        tmp_path,
        'database = "sqlite:///books/b.sqlite3"\ntenants = "brands"\nlisten = { host = "0.0.0.0", port = 0 }\n'
        'trusted_proxies = ["10.0.0.0/8", "::1"]\ncurrencies = { ZZGOLD = 6 }\n',
    )
    for path in (tmp_path, file):
        installation = load_installation(path)
        assert installation.get_database_url({}) == f"sqlite:///{tmp_path.resolve()}/books/b.sqlite3"
        assert list(installation.tenants) == ["one"]
        assert installation.listen == Listen("0.0.0.0", 0)  # noqa: S104 - a file may say so
        assert [str(network) for network in installation.trusted_proxies] == ["10.0.0.0/8", "::1/128"]
        assert dict(installation.currencies) == {"ZZGOLD": 6}
    assert exponent_of("ZZGOLD") == 6


def test_a_tenant_may_use_a_currency_the_installation_adds(write_tenant, tmp_path) -> None:
    folder = write_tenant()
    file = folder / "tenant.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("USD", "ZZCOIN"), encoding="utf-8")
    with pytest.raises(TenantFileError, match="not a known currency"):
        load_installation(tmp_path)
    _config(tmp_path, "currencies.ZZCOIN = 4")
    assert load_installation(tmp_path).get_tenant("shop").currency == "ZZCOIN"


@pytest.mark.parametrize(
    ("database", "url"),
    [
        ('"sqlite:////var/lib/b.sqlite3"', "sqlite:////var/lib/b.sqlite3"),
        ('"sqlite://"', "sqlite://"),
        ('"sqlite:///:memory:"', "sqlite:///:memory:"),
        ('"postgresql://db.example/refunds"', "postgresql://db.example/refunds"),
        ('{ env = "BOOKS_URL" }', "postgresql://me:secret@db/refunds"),
        ('{ file = "url.txt" }', "postgresql://me:other@db/refunds"),
    ],
)
def test_the_database_is_named_or_referred_to(write_tenant, tmp_path, database, url) -> None:
    write_tenant()
    _config(tmp_path, f"database = {database}")
    (tmp_path / "url.txt").write_text("postgresql://me:other@db/refunds\n", encoding="utf-8")
    installation = load_installation(tmp_path)
    assert installation.get_database_url({"BOOKS_URL": "postgresql://me:secret@db/refunds"}) == url
    assert "secret" not in repr(installation.database)


@pytest.mark.parametrize("ref", [SecretRef("env", "BOOKS_URL"), SecretRef("file", "no-such-file")])
def test_a_reference_to_nothing_is_a_fault_that_names_it(write_tenant, tmp_path, ref) -> None:
    write_tenant()
    _config(tmp_path, f'database = {{ {ref.kind} = "{ref.name}" }}')
    with pytest.raises(TenantFileError, match=ref.name):
        load_installation(tmp_path).get_database_url({})


def test_faults_of_all_tenants_are_told_at_once(write_tenant, tmp_path, faults_of) -> None:
    write_tenant("good")
    write_tenant("bad", toml="broken =")
    write_tenant("worse", policies={"default/2025-01-01": "x = 1"})
    (tmp_path / "tenants" / "empty").mkdir()
    (tmp_path / "tenants" / ".git").mkdir()
    faults = faults_of(load_installation, tmp_path)
    assert [fault.place.file.relative_to(tmp_path / "tenants").parts[0] for fault in faults] == [
        "bad",
        "empty",
        "worse",
    ]
    read = load_tenants(tmp_path / "tenants")
    assert (list(read.tenants), list(read.faults)) == (["good"], ["bad", "empty", "worse"])


def test_a_host_claimed_by_two_tenants_names_both_files(write_tenant, tmp_path, faults_of) -> None:
    write_tenant("one", hosts='["*.shop.example"]')
    write_tenant("two", hosts='["a.example", "*.SHOP.example."]')
    first, second = faults_of(load_installation, tmp_path)
    assert str(first).startswith(f"{tmp_path / 'tenants' / 'one' / 'tenant.toml'}:6: ")
    assert f"{tmp_path / 'tenants' / 'two' / 'tenant.toml'}:6" in first.text
    assert str(second).startswith(f"{tmp_path / 'tenants' / 'two' / 'tenant.toml'}:6: ")


def test_a_missing_folder_of_tenants_or_file_is_a_fault(tmp_path, faults_of) -> None:
    (fault,) = faults_of(load_installation, tmp_path)
    assert "panel-refunds init" in fault.advice
    (fault,) = faults_of(load_installation, tmp_path / "other.toml")
    assert fault.place.file == tmp_path / "other.toml"


def test_a_tenant_nobody_knows_is_not_found(write_tenant, tmp_path) -> None:
    write_tenant()
    with pytest.raises(Refused, match="not_found"):
        load_installation(tmp_path).get_tenant("other")


def test_keys_for_secrets_are_read_where_the_file_says_the_newest_first(write_tenant, tmp_path) -> None:
    write_tenant()
    assert load_installation(tmp_path).get_secrets_keys({}) == ()
    _config(tmp_path, 'secrets_key = { file = "keys" }')
    with pytest.raises(TenantFileError, match="Put the key there"):
        load_installation(tmp_path).get_secrets_keys({})
    (tmp_path / "keys").write_text("new\nold\n", encoding="utf-8")
    assert load_installation(tmp_path).get_secrets_keys({}) == ("new", "old")
