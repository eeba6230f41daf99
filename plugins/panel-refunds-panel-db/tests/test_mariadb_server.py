"""The server that these tests run on leaves nothing behind, also when its test process is killed."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest
from tests import mariadb_server

ROOT = Path(__file__).parents[3]
PROGRAM = """
import sys
from tests.mariadb_server import running_server
with running_server() as server:
    print(server.socket.parent, flush=True)
    sys.stdin.read()
"""


def test_what_is_missing_is_named(monkeypatch):
    monkeypatch.setattr(mariadb_server.shutil, "which", lambda _name, path: None)

    assert mariadb_server.find_missing() == (
        "no MariaDB to test on: mariadbd is not installed (Debian: apt-get install mariadb-server)"
    )


def test_the_server_of_a_killed_process_is_stopped_and_deleted_by_the_next(tmp_path, monkeypatch):
    if missing := mariadb_server.find_missing():
        pytest.skip(missing)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as killed:
        folder = Path(killed.stdout.readline().strip())
        server = psutil.Process(int((folder / "server").read_text()))
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()

    assert server.is_running()
    mariadb_server.sweep_up()
    psutil.wait_procs([server], timeout=20)

    assert not folder.exists()
    assert not server.is_running()
