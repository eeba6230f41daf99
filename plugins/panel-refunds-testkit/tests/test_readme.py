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


@pytest.mark.parametrize(("name", "picked"), PICKED.items())
def test_the_class_runs_as_it_stands_there(tmp_path, name, picked):
    (example,) = [each for each in EXAMPLES if f"class {name}(" in each]
    (tmp_path / "test_mine.py").write_text(example)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", picked, "--rootdir", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert re.search(r"[23] passed", done.stdout)


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
