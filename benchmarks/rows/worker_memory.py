"""Memory of a worker that drains a long line of due work: it must not know how long the line is.

Messages to people, the most frequent work there is. A figure is the peak of resident memory of a process that ran them
all, on SQLite; memory does not drift, so two rounds are enough.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks.panel import open_shop
from benchmarks.rounds import Contestant, play_rounds
from benchmarks.run import ROOT, Run
from benchmarks.table import Goal, Ratio, Section

_MESSAGES = """INSERT INTO outbox_message (tenant_id, message_id, kind, text, facts, at)
WITH RECURSIVE due(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM due WHERE n < {many})
SELECT '{tenant}', 'out_' || n, 'request_received', 'Your request was received.', '{{}}', {at} FROM due"""
_WORK = """INSERT INTO work (tenant_id, kind, ref, due_at, fence, tries)
SELECT tenant_id, 'deliver', message_id, at, 0, 0 FROM outbox_message"""
_AT = "'2025-11-03T12:00:00.000000+00:00'"


def measure(run: Run) -> list[Section]:
    many, few = (10_000 if run.quick else 100_000), 1_000
    played = play_rounds(
        [
            Contestant(f"a worker draining {count:,} due items", "MiB", partial(_drain, _filled(run, count), count))
            for count in (many, few)
        ],
        1,
        warm_up=False,
    )
    long, short = played.values()
    ratio = Ratio(f"{many:,} / {few:,} items", long, short, Goal("at_most", 1.2, 1.1))
    return [Section("memory of a worker, SQLite", (long, short), (ratio,))]


def _filled(run: Run, count: int) -> Path:
    file = run.folder / f"due-{count}.sqlite3"
    desk = open_shop(f"sqlite:///{file}", 1)
    with desk.store.engine.connect() as connection:
        connection.exec_driver_sql(_MESSAGES.format(many=count, tenant=desk.tenant.id.hex, at=_AT))
        connection.exec_driver_sql(_WORK)
    desk.store.close()
    return file


def _drain(filled: Path, count: int) -> float:
    file = filled.with_suffix(".copy")
    shutil.copy(filled, file)
    command = [sys.executable, "-m", "benchmarks.drain", f"sqlite:///{file}"]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if ended.returncode:
        raise RuntimeError(ended.stderr.strip().splitlines()[-1])
    done, peak = ended.stdout.split()
    # Each message is addressed, then delivered.
    if int(done) != 2 * count:
        raise RuntimeError(f"{done} of {count} pieces were run")
    return float(peak)
