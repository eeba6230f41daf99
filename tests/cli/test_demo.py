"""``demo`` tells its story from nothing, leaves nothing behind, and what it invites to try works."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from importlib import metadata

import pytest

DEMO = [sys.executable, "-m", "panel_refunds", "demo"]


def test_without_its_plugins_it_says_what_to_install(run, monkeypatch):
    monkeypatch.setattr(metadata, "entry_points", lambda **_: ())

    done = run("demo", "--once")

    assert done.exit_code == 2
    assert "pip install panel-refunds-smm-v2 panel-refunds-stripe" in done.stderr


def test_it_tells_the_story_in_plain_text_when_it_goes_into_a_pipe(tmp_path):
    done = subprocess.run(
        [*DEMO, "--once"],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        cwd=tmp_path,
        env={"PATH": "", "TMPDIR": str(tmp_path)},
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "50.00 − 10.00 spent − 1.75 fee = 38.25" in done.stdout
    assert "421 site_excluded" in done.stdout
    assert re.search(r"all \d\d figures of this story came out right", done.stdout)
    assert "\x1b[" not in done.stdout
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
def test_it_plays_on_postgresql_too_if_the_database_is_empty(run, postgres_server):
    import psycopg

    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE demo")
    url = postgres_server.replace("/postgres?", "/demo?")

    first, second = run("demo", "--once", "--database", url), run("demo", "--once", "--database", url)

    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("DROP DATABASE demo")
    assert first.exit_code == 0, first.output
    assert second.exit_code == 2
    assert "is in use. Give the demo an empty one" in second.stderr


@pytest.mark.skipif(shutil.which("curl") is None, reason="the demo prints commands for curl, and curl is not installed")
def test_the_commands_that_it_prints_work_from_top_to_bottom():
    process = subprocess.Popen(DEMO, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        lines = []
        for line in process.stdout:
            lines.append(line.strip())
            if "All that can be asked" in line:
                break
        start = next(number for number, line in enumerate(lines) if "another terminal" in line)
        script = "\n".join(f"{line}; echo" if line.startswith("curl") else line for line in lines[start + 1 : -1])

        answers = subprocess.run(["bash", "-eu"], input=script, capture_output=True, text=True, check=True).stdout

        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=240) == 0
    finally:
        process.kill()
        process.communicate()
    assert '"sum":"50.00 − 10.00 spent − 1.75 fee = 38.25"' in answers
    assert '"sum":"30.00 − 1.17 fee = 28.83"' in answers
    assert '"code":"site_excluded"' in answers
    assert '"status":4' not in answers.replace('"status":421', "")
