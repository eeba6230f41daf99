"""``cases`` tells the stories, ends with 1 when one fails and with 2 when a file cannot be read."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "data" / "seed_cases.toml"
STORY = """
[[case]]
name = "Fifty in, fifty back"
story = [
  { at = 2025-09-01T10:00:00, deposit = "50.00", id = "d1" },
  { at = 2025-09-01T10:00:00, expect = { refundable = "%s" } },
]
"""


@pytest.fixture
def tenant(root) -> Path:
    return root / "tenants/my-panel"


def test_the_stories_of_a_new_tenant_pass_and_are_told_with_their_figures(run, tenant):
    done = run("cases", tenant)

    assert done.exit_code == 0, done.output
    assert "2 passed, 0 failed" in done.stdout
    assert "An unspent deposit goes back, less the processor's fee" in done.stdout
    assert "2.4" in done.stdout


@pytest.mark.parametrize(("figure", "code"), [("50.00", 0), ("49.99", 1)])
def test_a_story_that_fails_ends_with_one(run, tenant, tmp_path, figure, code):
    file = tmp_path / "cases.toml"
    file.write_text(STORY % figure)

    done = run("cases", tenant, "--file", file, "--json")

    told = json.loads(done.stdout)
    assert done.exit_code == code
    assert (told["passed"], told["failed"]) == (1 - code, code)
    assert told["cases"][0]["name"] == "Fifty in, fifty back"
    assert bool(told["cases"][0]["faults"]) is bool(code)


def test_a_file_that_cannot_be_read_ends_with_two_and_is_named_with_line_and_key(run, tenant, tmp_path):
    file = tmp_path / "cases.toml"
    file.write_text((STORY % "50").replace("deposit =", "deposits ="))

    done = run("cases", tenant, "--file", file)

    assert done.exit_code == 2
    assert f"{file}:5: " in done.stderr
    assert 'Did you mean "deposit"?' in done.stderr


@pytest.mark.parametrize("missing", ["no-such-tenant", "no-such-file"])
def test_what_is_not_there_ends_with_two(run, tenant, tmp_path, missing):
    words = [tmp_path / "nowhere"] if missing == "no-such-tenant" else [tenant, "--file", tmp_path / "nowhere.toml"]

    done = run("cases", *words)

    assert done.exit_code == 2
    assert "nowhere" in done.stderr


@pytest.mark.postgres
def test_they_are_told_the_same_on_postgresql_and_leave_nothing_there(run, tenant, postgres_url):
    here, there = run("cases", tenant), run("cases", tenant, "--database", postgres_url)

    assert there.exit_code == 0, there.output
    assert there.stdout == here.stdout


@pytest.mark.skipif(not SEEDS.exists(), reason="the shared stories are not beside this project")
def test_every_shared_story_of_the_first_tenant_passes(run):
    done = run("cases", ROOT / "tenants/smmpanelus", "--file", SEEDS, "--json")

    assert done.exit_code == 0, done.stdout
    assert json.loads(done.stdout)["failed"] == 0
