"""The page about writing a gateway, in an environment of its own, where its adapter is installed and certified."""

from __future__ import annotations

from pathlib import Path

from tests.fresh_venv import INSTALL, FreshVenv

PAGE = Path(__file__).parents[2] / "docs/guides/write-a-gateway.md"


def test_the_page_is_true(tmp_path, play):
    FreshVenv(tmp_path / ".venv")
    from_here = {
        "python3 -m venv .venv": "test -d .venv",
        "pip install -q panel-refunds panel-refunds-testkit": "true # both are there",
        'pip install -q -e ".[test]"': INSTALL,
        "pytest -q": "pytest -q -p no:cacheprovider",
    }

    faults = play(PAGE, **from_here)

    assert not faults, "\n".join(faults)
