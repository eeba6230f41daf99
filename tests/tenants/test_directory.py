"""Reloading: the good files change, the bad keep what was, versions in force never change."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from panel_refunds.tenants.directory import TenantDirectory
from panel_refunds.tenants.faults import TenantFileError
from panel_refunds.tenants.hosts import Governed, Unknown
from panel_refunds.tenants.installation import load_installation

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
def directory(write_tenant, tmp_path) -> TenantDirectory:
    """Two tenants; ``one`` has a version in force, one that is over, and one that is to come."""
    versions = {f"default/{day}": "" for day in ("2025-01-01", "2025-06-01", "2026-06-01")}
    write_tenant("one", policies=versions)
    write_tenant("two")
    return TenantDirectory(load_installation(tmp_path), now=lambda: NOW)


def _owner(directory: TenantDirectory, host: str) -> str | None:
    found = directory.current.hosts.resolve(host)
    return found.tenant.slug if isinstance(found, Governed) else None


def test_nothing_new_reports_nothing(directory) -> None:
    report = directory.reload()
    assert (report.added, report.changed, report.removed, report.faults) == ((), (), (), ())


def test_a_changed_file_is_in_force_after_the_reload_and_not_before(directory, write_tenant) -> None:
    write_tenant("one", hosts='["new.example"]', policies={})
    before = directory.current
    assert _owner(directory, "new.example") is None
    assert directory.reload().changed == ("one",)
    assert _owner(directory, "new.example") == "one"
    assert _owner(directory, "one.example") is None
    assert isinstance(before.hosts.resolve("new.example"), Unknown), "who holds the old installation keeps it whole"


def test_tenants_come_and_go_with_their_folders(directory, write_tenant, tmp_path) -> None:
    write_tenant("three")
    (tmp_path / "tenants" / "two").rename(tmp_path / "gone")
    report = directory.reload()
    assert (report.added, report.changed, report.removed) == (("three",), (), ("two",))
    assert list(directory.current.tenants) == ["one", "three"]
    assert _owner(directory, "two.example") is None


def test_a_bad_file_keeps_the_old_tenant_while_others_change(directory, write_tenant) -> None:
    write_tenant("one", hosts='["new.example"]', more="colour = 5", policies={})
    write_tenant("two", hosts='["other.example"]')
    report = directory.reload()
    assert report.changed == ("two",)
    assert list(report.kept) == ["one"]
    assert [(fault.place.file.parent.name, fault.place.line) for fault in report.faults] == [("one", 7)]
    assert _owner(directory, "one.example") == "one"
    assert _owner(directory, "other.example") == "two"


def test_a_bad_policy_file_keeps_the_whole_old_tenant(directory, write_tenant) -> None:
    write_tenant("one", hosts='["new.example"]', policies={"default/2026-02-01": "x = 1"})
    assert [fault.place.file.name for fault in directory.reload().kept["one"]] == ["2026-02-01.toml"]
    assert _owner(directory, "one.example") == "one"


def test_a_new_tenant_with_a_bad_file_is_refused_and_a_mended_one_comes_in(directory, write_tenant) -> None:
    write_tenant("three", more="x =")
    report = directory.reload()
    assert (list(report.refused), list(report.kept), report.added) == (["three"], [], ())
    write_tenant("three")
    assert directory.reload().added == ("three",)


def test_a_folder_that_lost_its_file_keeps_the_old_tenant(directory, tmp_path) -> None:
    (tmp_path / "tenants" / "one" / "tenant.toml").unlink()
    report = directory.reload()
    assert (report.removed, list(report.kept)) == ((), ["one"])
    assert "one" in directory.current.tenants


@pytest.mark.parametrize("day", ["2025-01-01", "2025-06-01"])
@pytest.mark.parametrize("gone", [True, False])
def test_a_version_in_force_can_neither_be_edited_nor_removed(directory, tmp_path, day, gone) -> None:
    file = tmp_path / "tenants" / "one" / "policies" / "default" / f"{day}.toml"
    if gone:
        file.unlink()
    else:
        file.write_text('deposits.refundable = "never"', encoding="utf-8")
    (fault,) = directory.reload().kept["one"]
    assert fault.place.file == file
    assert f"default@{day} is in force" in fault.text
    assert all(v.rules.deposits.refundable == "right" for v in directory.current.get_tenant("one").policies["default"])


def test_comments_of_a_version_in_force_may_be_mended(directory, tmp_path) -> None:
    file = tmp_path / "tenants" / "one" / "policies" / "default" / "2025-06-01.toml"
    file.write_text("# why we did this\n", encoding="utf-8")
    assert directory.reload().faults == ()


def test_a_version_that_is_still_to_come_may_be_edited_and_added(directory, write_tenant) -> None:
    coming = {"default/2026-06-01": 'deposits.refundable = "never"', "default/2026-07-01": ""}
    write_tenant("one", policies=coming)
    report = directory.reload()
    assert (report.changed, report.faults) == (("one",), ())
    assert [v.label for v in directory.current.get_tenant("one").policies["default"]][-1] == "default@2026-07-01"


def test_the_only_version_governs_even_before_its_day_and_is_not_edited(write_tenant, tmp_path) -> None:
    write_tenant("one", policies={"default/2030-01-01": ""})
    directory = TenantDirectory(load_installation(tmp_path), now=lambda: NOW)
    write_tenant("one", policies={"default/2030-01-01": 'deposits.refundable = "never"'})
    assert list(directory.reload().kept) == ["one"]


def test_who_changed_to_claim_a_host_twice_keeps_what_it_had(directory, write_tenant) -> None:
    write_tenant("two", hosts='["one.example", "two.example"]')
    report = directory.reload()
    assert (list(report.kept), report.changed) == (["two"], ())
    assert "claimed twice" in report.faults[0].text
    assert _owner(directory, "one.example") == "one"
    assert _owner(directory, "two.example") == "two"


def test_a_new_tenant_that_claims_a_taken_host_is_left_out(directory, write_tenant) -> None:
    write_tenant("three", hosts='["one.example"]')
    assert list(directory.reload().refused) == ["three"]
    assert _owner(directory, "one.example") == "one"


def test_a_host_may_move_from_one_tenant_to_another_in_one_reload(directory, write_tenant) -> None:
    write_tenant("one", hosts='["two.example"]', policies={})
    write_tenant("two", hosts='["one.example"]')
    assert directory.reload().changed == ("one", "two")
    assert _owner(directory, "one.example") == "two"


def test_a_move_whose_other_half_is_bad_does_not_happen_at_all(directory, write_tenant) -> None:
    write_tenant("one", hosts='["fresh.example"]', more="x = 1", policies={})
    write_tenant("two", hosts='["one.example"]')
    assert sorted(directory.reload().kept) == ["one", "two"]
    assert _owner(directory, "one.example") == "one"
    assert _owner(directory, "two.example") == "two"


def test_a_folder_of_tenants_that_is_gone_changes_nothing(directory, tmp_path) -> None:
    (tmp_path / "tenants").rename(tmp_path / "elsewhere")
    with pytest.raises(TenantFileError, match="cannot be read"):
        directory.reload()
    assert _owner(directory, "one.example") == "one"


def test_readers_and_reloads_in_many_threads_never_see_a_mixture(directory, write_tenant) -> None:
    def turn(number: int) -> bool:
        if number % 4 == 0:
            directory.reload()
        current = directory.current
        return all(
            current.hosts.tenants[slug] is tenant and current.hosts.site_for_key(f"{slug}.example", slug)
            for slug, tenant in current.tenants.items()
        )

    write_tenant("two", more='[brand]\ncolour = "#123456"\n')
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(turn, range(64)))
    assert directory.current.get_tenant("two").brand.light.colour == "#123456"


def test_the_clock_is_the_real_one_unless_another_is_given(write_tenant, tmp_path) -> None:
    write_tenant("one", policies={"default/2020-01-01": "", "default/2020-06-01": "", "default/9000-01-01": ""})
    directory = TenantDirectory(load_installation(tmp_path))
    write_tenant("one", policies={f"default/{day}": "bonus.cancel_on='payout'" for day in ("2020-06-01", "9000-01-01")})
    assert [fault.place.file.stem for fault in directory.reload().faults] == ["2020-06-01"]
