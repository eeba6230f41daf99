"""The README shows what the demo really says, and its commands work as they stand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"


@pytest.fixture(scope="module")
def demo() -> str:
    command = [sys.executable, "-m", "panel_refunds", "demo", "--once", "--plain"]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def test_what_it_shows_of_the_demo_is_what_comes_out(read_blocks, demo):
    (shown,) = (
        block.text for block in read_blocks(README.read_text(encoding="utf-8")) if block.note == "from the demo"
    )

    assert len(shown.splitlines()) > 10
    assert f"\n{shown}\n" in demo


def test_its_other_commands_work_as_they_stand(play, tmp_path):
    (tmp_path / ".venv").symlink_to(sys.prefix)

    faults = play(README)

    assert not faults, "\n".join(faults)


def test_it_begins_with_the_two_commands_a_newcomer_types(read_blocks):
    commands = {
        block.note: block.text for block in read_blocks(README.read_text(encoding="utf-8")) if "ci:" in block.note
    }

    assert commands["ci: demo"].endswith("panel-refunds demo")
    assert commands["ci: test"].endswith("tox")
