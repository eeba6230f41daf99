"""The checks of the source catch what they are there for."""

import importlib.util
import sys

import pytest

from panel_refunds_testkit.checks.static.source import SourceChecks
from panel_refunds_testkit.demand import BrokenContractError

CHECKS = SourceChecks()


@pytest.fixture
def written(peer, stand, tmp_path):
    """The stand with a plugin of one file with these lines."""

    def made(lines):
        path = tmp_path / "written_plugin.py"
        path.write_text(lines)
        spec = importlib.util.spec_from_file_location("written_plugin", path)
        sys.modules["written_plugin"] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        peer.plugin = module
        return stand

    yield made
    sys.modules.pop("written_plugin", None)


@pytest.mark.parametrize(
    ("lines", "check", "told"),
    [
        ("from panel_refunds.store import Store", "it_imports_only_the_front_door", "panel_refunds.store"),
        ("def f():\n    import sqlite3", "it_keeps_nothing_and_starts_nothing", "sqlite3"),
        ("import time as clock\ndef f():\n    clock.sleep(1)", "it_never_sleeps", "written_plugin.py:3"),
    ],
)
def test_a_forbidden_line_is_caught_wherever_it_stands(written, lines, check, told):
    with pytest.raises(BrokenContractError, match=told):
        getattr(CHECKS, f"test_{check}")(written(lines))


def test_the_front_door_is_open(written):
    CHECKS.test_it_imports_only_the_front_door(written("from panel_refunds.ports.said import Said\nimport json"))
