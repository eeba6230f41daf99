"""The README is true: its class collects and passes, and what it names is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import panel_refunds_testkit
from panel_refunds_testkit.peer import BookedPeer

README = Path(__file__).parents[1] / "README.md"
TEXT = README.read_text(encoding="utf-8")


EXAMPLES = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
PICKED = {
    "TestTinypay": "whole or fresh",
    "TestTinypanel": "heard_of or missing",
    "TestVelocity": "stricter or sentences",
    "TestTinyrule": "sound or pure",
    "TestTinynote": "arrives or limit",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What pytest says of all the examples, each a file of its own."""
    folder = tmp_path_factory.mktemp("examples")
    for number, example in enumerate(EXAMPLES):
        (folder / f"test_{number}.py").write_text(example)
    picked = " or ".join(f"({name} and ({checks}))" for name, checks in PICKED.items())
    command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "-p", "no:schemathesis"]
    command += ["-k", picked, "--rootdir", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr  # 1: each test says which of them failed
    return done.stdout


@pytest.mark.parametrize("name", PICKED)
def test_the_class_runs_as_it_stands_there(told, name):
    ended = re.findall(rf"::{name}::\w+ ([A-Z]+)", told)

    assert set(ended) <= {"PASSED", "SKIPPED"}, told
    assert ended.count("PASSED") in (2, 3), told


def test_every_example_is_run():
    assert len(EXAMPLES) == len(PICKED)


def test_the_files_and_names_that_it_speaks_of_are_there():
    package = Path(panel_refunds_testkit.__file__).parent
    for named in re.findall(r"`((?:checks|panel_refunds_testkit)/[a-z_/.]+)`", TEXT):
        assert (package / named.removeprefix("panel_refunds_testkit/")).exists(), named
    for name in (
        "change_payer",
        "tell_dispute",
        "new_webhook_secret",
        "webhook_tolerance",
        "webhook_secrets_of",
        "currencies",
    ):
        assert f"`{name}" in TEXT
        assert hasattr(BookedPeer, name)
