"""Whole runs: the shared stories, those of every tenant we ship, and of small tenants for the other settings."""

from pathlib import Path

import pytest

from panel_refunds.tenants.faults import TenantFileError
from panel_refunds.testing.stories import StoryFileError, run_cases_command

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "data" / "seed_cases.toml"
SHIPPED = sorted(folder.parent for folder in (ROOT / "tenants").glob("*/cases"))
SMALL = sorted(folder.parent for folder in (Path(__file__).parent / "tenants").glob("*/cases"))


def faults_in(report):
    return {case["name"]: case["faults"] for case in report.as_json()["cases"] if case["faults"]}


def test_the_tenants_we_ship_have_stories():
    assert {folder.name for folder in SHIPPED} >= {"smmpanelus", "smmpanelus-blog", "lumenreach", "sadaf"}


@pytest.mark.parametrize("folder", [*SHIPPED, *SMALL], ids=lambda folder: folder.name)
def test_every_story_comes_out_as_it_says(folder, database_url):
    report = run_cases_command(folder, database=database_url)

    assert faults_in(report) == {}
    assert report.passed > 0


@pytest.mark.skipif(not SHARED.is_file(), reason="../shared/data/seed_cases.toml is not beside the project")
def test_the_shared_stories_come_out_as_they_say(database_url):
    report = run_cases_command(ROOT / "tenants" / "smmpanelus", SHARED, database_url)

    assert faults_in(report) == {}
    assert report.passed == SHARED.read_text(encoding="utf-8").count("[[case]]")


def test_without_a_file_all_files_of_the_folder_are_told_by_name(tenant_with_cases):
    folder = tenant_with_cases(b='[[case]]\nname = "second"\nstory = []', a='[[case]]\nname = "first"\nstory = []')

    assert [case["name"] for case in run_cases_command(folder).as_json()["cases"]] == ["first", "second"]


def test_a_file_is_told_instead_of_the_folders(tenant_with_cases, tmp_path):
    folder = tenant_with_cases(a='[[case]]\nname = "first"\nstory = []')
    other = tmp_path / "other.toml"
    other.write_text('[[case]]\nname = "other"\nstory = []', encoding="utf-8")

    assert [case["name"] for case in run_cases_command(folder, other).as_json()["cases"]] == ["other"]


def test_faults_of_several_files_are_told_together(tenant_with_cases):
    folder = tenant_with_cases(a='[[case]]\nnam = "x"', b="[[cases]]")

    with pytest.raises(StoryFileError) as caught:
        run_cases_command(folder)
    assert {fault.place.file.name for fault in caught.value.faults} == {"a.toml", "b.toml"}


def test_a_tenant_that_cannot_be_read_is_told_as_such(tmp_path):
    with pytest.raises(TenantFileError):
        run_cases_command(tmp_path / "nobody")


def test_a_story_told_twice_comes_out_the_same(tenant_with_cases):
    story = """
[[case]]
name = "x"
story = [
  { at = 2025-09-01T10:00:00, deposit = "50.00", id = "d1" },
  { at = 2025-09-02T10:00:00, request = "all", id = "r1" },
]
"""
    folder = tenant_with_cases(a=story)

    assert run_cases_command(folder) == run_cases_command(folder)


@pytest.fixture
def tenant_with_cases(tmp_path):
    """``tenant_with_cases(a="…")``: a small tenant whose folder has these files of cases."""

    def write(**cases):
        folder = tmp_path / "shop"
        (folder / "policies" / "default").mkdir(parents=True)
        (folder / "cases").mkdir()
        (folder / "tenant.toml").write_text(
            'name = "Shop"\ncurrency = "USD"\ntime_zone = "UTC"\ncalendar = "US"\n'
            '[[sites]]\nhosts = ["shop.example"]\n[gateways.manual]\n',
            encoding="utf-8",
        )
        (folder / "policies" / "default" / "2025-01-01.toml").write_text("", encoding="utf-8")
        for name, text in cases.items():
            (folder / "cases" / f"{name}.toml").write_text(text, encoding="utf-8")
        return folder

    return write
