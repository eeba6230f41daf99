"""How long a person waits for ``panel-refunds --help``, beyond what a bare interpreter takes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.rounds import Contestant, play_rounds
from benchmarks.run import Run
from benchmarks.table import Goal, Measured, Ratio, Section


def measure(run: Run) -> list[Section]:
    command = Path(sys.executable).with_name("panel-refunds")
    played = play_rounds(
        [
            Contestant("a bare interpreter", "s", partial(_seconds, [sys.executable, "-c", "pass"])),
            Contestant("panel-refunds --help", "s", partial(_seconds, [str(command), "--help"])),
        ],
        5 * run.rounds,
    )
    bare, ours = played.values()
    beyond = Measured("beyond a bare interpreter", "s", tuple(figure - (bare.median or 0) for figure in ours.figures))
    ratio = Ratio("seconds beyond a bare interpreter", beyond, None, Goal("at_most", 0.4, 0.25))
    return [Section("start of the command line", (bare, ours, beyond), (ratio,))]


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began
