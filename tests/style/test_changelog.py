"""Every change that somebody notices has a fragment, and the fragments make a changelog."""

import re
import subprocess
import sys
import tomllib


def test_there_is_a_fragment_and_each_is_named_by_issue_and_kind(root):
    config = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["towncrier"]
    kinds = "|".join(kind["directory"] for kind in config["type"])
    names = [path.name for path in (root / "changelog.d").iterdir() if path.name != "README.md"]

    assert names
    assert not [name for name in names if not re.fullmatch(rf"\d+\.({kinds})(\.\d+)?\.md", name)]


def test_the_fragments_make_a_changelog(root):
    command = [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "next", "--date", "2025-01-01"]

    draft = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, encoding="utf-8").stdout

    assert "## next (2025-01-01)" in draft
    assert "### Added" in draft
    assert "(#3)" in draft
