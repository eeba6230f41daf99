"""Opening tells everything that is wrong at once; a reload never makes a running service worse."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from panel_refunds.app.composition import Service
from panel_refunds.app.new_ids import new_id
from panel_refunds.errors import Refused
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.ids import tenant_uuid
from panel_refunds.money import Money
from panel_refunds.plugins.apart.registering import Apart
from panel_refunds.plugins.faults import PluginFaultsError
from panel_refunds.tenants.faults import TenantFileError


def tenant_file(root: Path, slug: str = "smmpanelus") -> Path:
    return root / "tenants" / slug / "tenant.toml"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_fresh_folder_gets_a_database_and_a_second_start_finds_the_books(root: Path) -> None:
    service = Service.open(root)
    taken = PaymentTaken("c1", "manual", "pay_1", Money.of("50.00", "USD"))
    deposit = credit_deposit(service.desk("smmpanelus"), taken)
    service.close()

    again = Service.open(root)
    with again.desk("smmpanelus").read() as books:
        assert books.get_deposit(deposit.deposit_id) == deposit
    again.close()


def test_without_a_folder_the_current_one_is_opened(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    service = Service.open(database="sqlite://")

    shipped = ("smmpanelus", "smmpanelus-blog", "lumenreach", "sadaf")
    assert set(service.desks()) == {tenant_uuid(slug) for slug in shipped}
    service.close()


def test_the_clock_may_be_given(root: Path) -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    service = Service.open(root, database="sqlite://", now=lambda: at)

    assert service.desk("smmpanelus").now() == at
    service.close()


def test_a_tenant_nobody_has_is_not_found(root: Path) -> None:
    service = Service.open(root, database="sqlite://")

    with pytest.raises(Refused, match="not_found"):
        service.desk("somebody")
    service.close()


def test_every_missing_secret_of_every_tenant_is_told_at_start(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMMPANELUS_PROVIDER_KEY")
    monkeypatch.delenv("LUMENREACH_SOUTH_KEY")

    with pytest.raises(PluginFaultsError) as told:
        Service.open(root, database="sqlite://")

    assert "SMMPANELUS_PROVIDER_KEY" in str(told.value)
    assert "LUMENREACH_SOUTH_KEY" in str(told.value)
    assert "LUMENREACH_NORTH_KEY" not in str(told.value)


def test_who_calls_nobody_needs_no_secrets(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMMPANELUS_PROVIDER_KEY")
    service = Service.open(root, database="sqlite://", read_secrets=False)

    assert service.desk("smmpanelus").provider("main").read_status("Partial") == "partial"
    service.close()


def test_broken_files_are_told_with_file_and_line(root: Path) -> None:
    change(tenant_file(root), 'currency = "USD"', "currency = USD")

    with pytest.raises(TenantFileError, match=r"smmpanelus/tenant\.toml:5"):
        Service.open(root, database="sqlite://")


def test_a_policy_version_that_has_deposits_may_not_say_something_else_at_the_next_start(
    root: Path, tmp_path: Path
) -> None:
    database = f"sqlite:///{tmp_path / 'books.db'}"
    service = Service.open(root, database=database)
    paid = PaymentTaken("c1", "manual", "pay_1", Money.of("50", "USD"))
    label = credit_deposit(service.desk("smmpanelus"), paid).policy
    service.close()
    name, _, day = label.partition("@")
    file = tenant_file(root).parent / "policies" / name / f"{day}.toml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before + "# one word more\n", encoding="utf-8")
    Service.open(root, database=database).close()

    file.write_text(f'{before}\n[deposits]\nprocessor_fee = "house_pays"\n', encoding="utf-8")
    with pytest.raises(TenantFileError, match=rf"{day}\.toml: {label} has deposits under it and was edited"):
        Service.open(root, database=database)
    file.rename(file.with_name("2020-01-01.toml"))
    with pytest.raises(TenantFileError, match=rf"{label} has deposits under it and is gone"):
        Service.open(root, database=database)


# ---------------------------------------------------------------- reload


def test_a_changed_file_holds_after_a_reload(root: Path) -> None:
    service = Service.open(root, database="sqlite://")
    change(tenant_file(root), "poll_seconds = 60", "poll_seconds = 90")

    report = service.reload()

    assert report.changed == ("smmpanelus",)
    assert service.desk("smmpanelus").poll_every["main"].total_seconds() == 90
    assert service.desk("smmpanelus").tenant is service.directory.current.tenants["smmpanelus"]
    service.close()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('currency = "USD"', "currency = USD", "tenant.toml:5"),
        ("poll_seconds = 60", 'poll_seconds = "often"', "poll_seconds"),
        ("poll_seconds = 60", "poll_second = 60", "poll_second"),
        ("SMMPANELUS_PROVIDER_KEY", "A_KEY_NOBODY_SET", "A_KEY_NOBODY_SET"),
        ('plugins = ["smm_v2", "stripe"]', 'plugins = ["smm_v2", "no.such.module"]', "no.such.module"),
    ],
)
def test_a_bad_file_keeps_the_old_one_and_says_so_while_others_change(
    root: Path, old: str, new: str, told: str
) -> None:
    service = Service.open(root, database="sqlite://")
    before = service.desk("smmpanelus")
    change(tenant_file(root), old, new)
    change(tenant_file(root, "lumenreach"), "poll_seconds = 45", "poll_seconds = 50")

    report = service.reload()

    assert set(report.kept) == {"smmpanelus"}
    assert told in "\n".join(map(str, report.faults))
    assert report.changed == ("lumenreach",)
    desk = service.desk("smmpanelus")
    assert (desk.tenant, desk.gateways, desk.providers) == (before.tenant, before.gateways, before.providers)
    assert service.desk("lumenreach").poll_every["north"].total_seconds() == 50
    service.close()


def test_tenants_come_and_go_with_a_reload(root: Path) -> None:
    service = Service.open(root, database="sqlite://")
    blog = root / "tenants" / "smmpanelus-blog"
    blog.rename(root / "away")

    assert service.reload().removed == ("smmpanelus-blog",)
    with pytest.raises(Refused):
        service.desk("smmpanelus-blog")

    (root / "away").rename(blog)
    assert service.reload().added == ("smmpanelus-blog",)
    assert service.desk("smmpanelus-blog").tenant.name == "SmmPanelUS Blog"
    service.close()


def test_a_secret_that_was_changed_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service.open(root, database="sqlite://")
    monkeypatch.delenv("SMMPANELUS_PROVIDER_KEY")

    assert set(service.reload().kept) == {"smmpanelus"}
    monkeypatch.setenv("SMMPANELUS_PROVIDER_KEY", "another")
    assert service.reload().faults == ()
    service.close()


# ---------------------------------------------------------------- plugins that do not work

BROKEN = """
from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory
def build(settings, around): raise RuntimeError("no licence")
@hookimpl
def rules(): return [Factory("acme", build)]
"""


@pytest.mark.parametrize("source", [BROKEN, "import os; 1 // 0"])
@pytest.mark.parametrize("apart", [False, True])
def test_a_plugin_that_does_not_work_closes_its_own_tenant_until_it_is_mended(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, apart: bool
) -> None:
    module = tmp_path / "house_broken.py"
    module.write_text(source)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.delitem(sys.modules, "house_broken", raising=False)
    change(tenant_file(root), '"stripe"]', '"stripe", "house_broken:"]')
    file = tenant_file(root)
    file.write_text(file.read_text(encoding="utf-8") + '\n[rules.house]\nuse = "acme"\n', encoding="utf-8")
    if apart:
        (root / "panel-refunds.toml").write_text('plugins_apart = ["house_broken:"]\n', encoding="utf-8")

    service = Service.open(root, database="sqlite://")

    assert service.left_out() == ("smmpanelus",)
    assert service.desk("lumenreach").gateways
    with pytest.raises(Refused, match="plugin_broken"):
        service.desk("smmpanelus")

    module.write_text(BROKEN.replace('raise RuntimeError("no licence")', "return type('R', (), {'evaluate': list})()"))
    sys.modules.pop("house_broken", None)
    service.host = type(service.host).load_for(
        service.directory.current.tenants.values(), Apart(("house_broken:",) if apart else ())
    )
    service.reload()

    assert service.left_out() == ()
    assert service.desk("smmpanelus").plugin_of["rules.house"] == "house_broken:"
    service.close()


def test_when_no_tenant_is_left_there_is_no_service(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "house_gone.py").write_text("1 // 0")
    monkeypatch.syspath_prepend(tmp_path)
    for tenant in (root / "tenants").iterdir():
        if tenant.name != "smmpanelus":
            shutil.rmtree(tenant)
    change(tenant_file(root), '"stripe"]', '"stripe", "house_gone:"]')

    with pytest.raises(PluginFaultsError, match="ZeroDivisionError"):
        Service.open(root, database="sqlite://")


def test_a_key_for_secrets_that_is_missing_or_is_none_is_told_at_the_start(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "panel-refunds.toml").write_text('secrets_key = { env = "A_KEY" }\n', encoding="utf-8")
    with pytest.raises(TenantFileError, match="secrets_key: the environment variable A_KEY is not set"):
        Service.open(root)
    monkeypatch.setenv("A_KEY", "no-key-at-all")
    with pytest.raises(TenantFileError, match="secrets_key: A key behind secrets_key is no Fernet key") as told:
        Service.open(root)
    assert "no-key-at-all" not in str(told.value)

    monkeypatch.setenv("A_KEY", f"{'A' * 43}=\n{'B' * 42}A=")
    service = Service.open(root)
    sealing = service.desk("smmpanelus").sealing
    assert sealing.open(sealing.seal("a secret")) == "a secret"
    service.close()


@pytest.mark.parametrize(
    ("config", "database", "folder"),
    [
        ("", None, "attachments"),
        ("", "sqlite:///{root}/data/books.sqlite3", "data/attachments"),
        ('attachments_dir = "files/of/tickets"', None, "files/of/tickets"),
        ('attachments_dir = "kept"', "sqlite://", "kept"),
    ],
)
def test_files_of_conversations_lie_beside_the_database_or_where_the_file_says(
    root: Path, config: str, database: str | None, folder: str
) -> None:
    (root / "panel-refunds.toml").write_text(config)
    (root / "data").mkdir()
    service = Service.open(root, database=database and database.format(root=root))
    try:
        assert service.files.folder == root / folder
        assert service.desk("smmpanelus").files is service.files
        assert not service.files.folder.exists()
    finally:
        service.close()


def test_beside_a_database_in_memory_files_are_gone_with_the_service(root: Path) -> None:
    service = Service.open(root, database="sqlite://")
    tenant = service.desk("smmpanelus").tenant.id
    service.files.write(tenant, new_id("file"), b"x", datetime(2026, 1, 1, tzinfo=UTC))
    assert service.files.folder.is_dir()
    service.close()
    assert not service.files.folder.exists()
