"""pytest certifies a class of which every check passed, finds a stale certificate, and says nothing after a part."""

import json
import subprocess
import sys

import pytest

PLUGIN = """
from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory
from panel_refunds_testkit.tinypay.gateway import SETTINGS, build

@hookimpl
def gateways():
    return [Factory("housepay", build, settings=SETTINGS, title="House Pay")]
"""
TESTS = """
import pytest
import house_plugin
from panel_refunds_testkit import GatewayConformance
from panel_refunds_testkit.checks.gateway.feed import FeedChecks
from panel_refunds_testkit.tinypay.peer import TinyPeer

class HousePeer(TinyPeer):
    plugin = house_plugin
    use = "housepay"

class TestFeed(FeedChecks):
    conformance_kind = "gateways"
    certificate = True
    stand = GatewayConformance.stand

    @pytest.fixture
    def peer(self):
        with HousePeer() as peer:
            yield peer
"""


@pytest.fixture
def run(tmp_path):
    """Run pytest on a house's own plugin, which is tried with a few of the checks."""
    (tmp_path / "house_plugin").mkdir()
    (tmp_path / "house_plugin" / "__init__.py").write_text(PLUGIN)
    (tmp_path / "test_house.py").write_text(TESTS)

    def ran(*options):
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:schemathesis",
            "--rootdir",
            ".",
            *options,
        ]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    return ran


def test_a_whole_run_writes_the_certificate_and_a_part_does_not(run, tmp_path):
    path = tmp_path / "house_plugin" / "certificates" / "gateways.housepay.json"

    code, told = run("--certify", "-k", "everything")
    assert (code, path.exists()) == (1, False)
    assert "did not pass or did not run" in told

    code, told = run("--certify", "-n", "2")
    assert code == 0, told
    assert "certified, gateways.housepay.json" in told
    said = json.loads(path.read_text())
    assert "test_everything_that_happened_is_in_the_feed" in said["passed"]
    assert said["skipped"] == {"test_without_a_feed_nothing_is_listed": "capability: change_feed is on"}
    before = path.read_bytes()
    run("--certify")
    assert path.read_bytes() == before
