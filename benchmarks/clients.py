"""Clients are real processes: they are started once, wait, and play a round whenever they are told.

``python -m benchmarks.clients CONTESTANT OPTIONS`` is one of them. It prepares, prints ``ready``, and for every line
``SECONDS`` on its input works that long and prints how often it did its work and how long its longest took. The
interpreter may be another one: a peer lives in an environment of its own.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
Work = Callable[[], object]
"""One piece of work; ``prepare(options)`` of each module of ``benchmarks.contestants`` makes one."""


class Clients:
    """``count`` processes of one contestant; ``slowest`` is the longest piece of work of the last round, in seconds."""

    def __init__(self, contestant: str, options: dict[str, Any], *, count: int = 1, python: Path | None = None) -> None:
        self.slowest = 0.0
        self._closing = ExitStack()
        self._processes = [self._start(contestant, {**options, "client": number}, python) for number in range(count)]
        for process in self._processes:
            _answer(process)

    def _start(self, contestant: str, options: dict[str, Any], python: Path | None) -> subprocess.Popen[str]:
        process = self._closing.enter_context(
            subprocess.Popen(
                [str(python or sys.executable), "-m", "benchmarks.clients", contestant, json.dumps(options)],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        self._closing.callback(process.kill)
        return process

    def play(self, seconds: float) -> float:
        """One round of all of them at once; returns pieces of work a second, together."""
        for process in self._processes:
            if process.stdin:
                process.stdin.write(f"{seconds}\n")
                process.stdin.flush()
        answers = [_answer(process) for process in self._processes]
        self.slowest = max(answer["slowest"] for answer in answers)
        return float(sum(answer["done"] / answer["seconds"] for answer in answers))

    def close(self) -> None:
        """Stop the processes."""
        self._closing.close()


def _answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        said = process.stderr.read() if process.stderr else ""
        raise RuntimeError(f"a client ended: {' / '.join(said.strip().splitlines()[-3:])}")
    answer: dict[str, Any] = json.loads(line)
    return answer


def work_for(works: list[Work], seconds: float) -> dict[str, float]:
    """Do each of ``works`` in a thread of its own, over and over, for so long; the first error ends it."""
    done, slowest, errors = [0] * len(works), [0.0] * len(works), []
    began = time.perf_counter()
    until = began + seconds

    def loop(place: int, work: Work) -> None:
        last = time.perf_counter()
        while last < until and not errors:
            try:
                work()
            except Exception as error:  # noqa: BLE001 - raised again below, in the main thread
                errors.append(error)
                return
            now = time.perf_counter()
            done[place] += 1
            slowest[place] = max(slowest[place], now - last)
            last = now

    if len(works) == 1:
        loop(0, works[0])
    else:
        threads = [threading.Thread(target=loop, args=item) for item in enumerate(works)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]
    return {"done": sum(done), "seconds": time.perf_counter() - began, "slowest": max(slowest)}


def main(contestant: str, options: dict[str, Any]) -> None:
    """Be one client until the input ends."""
    module = importlib.import_module(f"benchmarks.contestants.{contestant}")
    works = [module.prepare({**options, "thread": number}) for number in range(options.get("threads", 1))]
    print("{}", flush=True)
    for line in sys.stdin:
        print(json.dumps(work_for(works, float(line))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
