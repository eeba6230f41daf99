"""The process that forks: lines in, lines out, and it ends when nobody wants anything."""

import json
import subprocess
import sys


def test_a_worker_that_trips_is_told_by_how_it_ended(tmp_path):
    errand = {"folder": str(tmp_path), "database": "sqlite://", "now": "2026-03-02T09:00:00+00:00", "module": "json"}
    command = [sys.executable, "-m", "panel_refunds_testkit.shop.forking"]
    done = subprocess.run(command, input=f"{json.dumps(errand)}\n", capture_output=True, text=True, check=True)

    said = [line.split()[0] for line in done.stdout.splitlines()]
    assert (said, done.stdout.splitlines()[1]) == (["pid", "ended"], "ended 1")
    assert "TenantFileError" in done.stderr
