"""What CI runs is what the README says, and its script fails when a part of it fails."""

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
        f"<!-- ci: test -->\n\n```bash\n{test}\n```\n\n```bash\necho nor this\n```\n",
    )
    return subprocess.run([clone / ".ci" / "run"], capture_output=True, text=True, check=False)


PYTEST = "printf '%s\\n' '= short test summary info =' 'SKIPPED [1] x' '==== 1 passed, 1 skipped in 0.1s ====' 'congratulations'"


def test_both_commands_run_and_the_last_lines_are_the_tests_own(clone):
    done = run(clone, f"touch tested\n{PYTEST}", "echo shown > demo.txt; echo demo")

    assert done.returncode == 0, done.stderr
    assert (clone / "tested").exists()
    assert not (clone / "demo.txt").exists(), "the demo has a copy of its own"
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


# ---------------------------------------------------------------- the MariaDB server


TOOLS = ("awk", "bash", "cat", "dirname", "env", "mkdir", "mktemp", "rm", "tar", "tee")


@pytest.fixture
def machine(clone, tmp_path_factory):
    """A machine with these programs and no others, on which root can install packages; what was asked for is noted."""
    tools = tmp_path_factory.mktemp("tools")
    asked = tools / "asked"
    for name in TOOLS:
        if found := shutil.which(name):
            (tools / name).symlink_to(found)

    def program(name: str, script: str) -> None:
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)

    def ran(**programs: str) -> tuple[subprocess.CompletedProcess[str], str]:
        program("id", "echo 0")
        program("python3", "true")
        program("apt-get", f'echo "$@" >> {asked}')
        for name, script in programs.items():
            program(name.replace("_", "-"), script)
        (clone / "README.md").write_text(
            f"<!-- ci: test -->\n```bash\n{PYTEST}\n```\n<!-- ci: demo -->\n```bash\ntrue\n```\n"
        )
        done = subprocess.run(
            [clone / ".ci" / "run"],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": str(tools)},
        )
        return done, asked.read_text() if asked.exists() else ""

    (clone / "tests").mkdir()
    (clone / "tests" / "mariadb_server.py").touch()
    return ran


def test_mariadb_is_installed_quietly_where_it_is_missing_and_can_be(machine):
    done, asked = machine()

    assert done.returncode == 0, done.stderr
    assert "install -y -qq --no-install-recommends mariadb-server" in asked
    assert done.stdout.startswith("== tests:")


@pytest.mark.parametrize("there", [{"mariadbd": "true"}, {"mysqld": "true"}, {"id": "echo 1000"}])
def test_a_second_run_installs_nothing_and_neither_does_somebody_who_is_not_root(machine, there):
    done, asked = machine(**there)

    assert (done.returncode, asked) == (0, "")


def test_php_is_installed_for_the_example_that_is_written_in_it(machine, clone):
    example = clone / "examples" / "sign-in" / "refund_link.php"
    example.parent.mkdir(parents=True)
    example.touch()

    assert "php-cli" in machine()[1]
    assert machine(php="true", mariadbd="true")[1].count("php-cli") == 1


def test_all_that_is_missing_is_installed_at_once(machine, clone):
    for path in ("examples/sign-in/refund_link.php", "tests/browser/conftest.py"):
        (clone / path).parent.mkdir(parents=True)
        (clone / path).touch()

    _, asked = machine()

    assert asked.splitlines() == [
        "update -qq",
        "install -y -qq --no-install-recommends mariadb-server php-cli chromium",
    ]


def test_where_it_cannot_be_installed_the_tests_are_run_without_it(machine):
    done, _ = machine(apt_get="exit 100")

    assert done.returncode == 0
    assert "not all of mariadb-server can be installed here; what needs them will be skipped" in done.stderr
    assert done.stdout.splitlines()[-1] == "==== 1 passed, 1 skipped in 0.1s ===="
