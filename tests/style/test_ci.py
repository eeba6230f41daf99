"""What CI runs is what the README says, and its script fails when a part of it fails."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def clone(root, tmp_path) -> Path:
    (tmp_path / ".ci").mkdir()
    shutil.copy(root / ".ci" / "run", tmp_path / ".ci" / "run")
    return tmp_path


def run(clone: Path, test: str, demo: str) -> subprocess.CompletedProcess[str]:
    (clone / "README.md").write_text(
        f"# x\n\n```bash\necho not this\n```\n\n<!-- ci: demo -->\n```bash\n{demo}\n```\n\n"
        f"<!-- ci: test -->\n\n```bash\n{test}\n```\n\n```bash\necho nor this\n```\n"
    )
    return subprocess.run(
        [clone / ".ci" / "run"], capture_output=True, text=True, check=False, env={**os.environ, "TMPDIR": str(clone)}
    )


PYTEST = "printf '%s\\n' '= short test summary info =' 'SKIPPED [1] x' '==== 1 passed, 1 skipped in 0.1s ====' 'congratulations'"


def test_both_commands_run_and_the_last_lines_are_the_tests_own(clone):
    done = run(clone, f"touch tested\n{PYTEST}", "echo shown > demo.txt; echo demo")

    assert done.returncode == 0, done.stderr
    assert (clone / "tested").exists()
    assert "demo --once" in done.stdout.splitlines()
    assert done.stdout.splitlines()[-3:] == [
        *("= short test summary info =", "SKIPPED [1] x", "==== 1 passed, 1 skipped in 0.1s ====")
    ]
    assert "not this" not in done.stdout


@pytest.mark.parametrize(("test", "demo"), [("false\ntrue", "true"), ("true", "false"), ("exit 3", "true")])
def test_it_fails_when_a_part_fails(clone, test, demo):
    assert run(clone, test, demo).returncode != 0


def test_it_says_so_when_the_readme_has_no_such_block(clone):
    (clone / "README.md").write_text("# x\n")

    done = subprocess.run([clone / ".ci" / "run"], capture_output=True, text=True, check=False)

    assert done.returncode != 0
    assert "README.md has no fenced block after the line '<!-- ci: test -->'" in done.stderr


@pytest.mark.parametrize("block", ["test", "demo"])
def test_the_readme_has_the_commands_and_each_makes_its_own_environment(root, block):
    text = (root / "README.md").read_text(encoding="utf-8")

    assert text.count(f"\n<!-- ci: {block} -->\n") == 1
    command = text.split(f"\n<!-- ci: {block} -->\n")[1].split("```")[1]
    assert command.split("\n")[1].startswith("python3 -m venv .venv && ")
