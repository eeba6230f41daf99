"""``worker`` does what is due, once or until it is told to stop."""

import json
import signal
import subprocess
import sys

import pytest


@pytest.fixture
def approved(run, root, deposit) -> str:
    request = json.loads(run("request", "maya", "--amount", "40.00", "--root", root, "--json").stdout)["id"]
    run("review", "approve", request, "--by", "finance-ana", "--root", root)
    return request


def test_once_it_does_what_is_due_and_ends(run, root, approved):
    done = run("worker", "--once", "--root", root)

    assert done.exit_code == 0, done.output
    assert int(done.stdout.split()[0]) >= 1
    assert "paid by hand" in run("pay", "--root", root).stdout


def test_it_ends_when_it_is_told_to(root, approved):
    process = subprocess.Popen(
        [sys.executable, "-m", "panel_refunds", "worker", "--root", root], stderr=subprocess.PIPE, text=True
    )
    # The provider of this installation cannot be reached: the first poll says so, and the worker is at work.
    assert any("provider_reply" in line for line in process.stderr)

    process.send_signal(signal.SIGTERM)

    process.stderr.read()
    assert process.wait(timeout=60) == 0
    process.stderr.close()
