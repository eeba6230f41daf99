"""The process in which workers are born, run as ``python -m``: reads an errand, forks, says how the worker ended."""

from __future__ import annotations

import json
import os
import sys
import traceback
from importlib import import_module
from typing import NoReturn

from panel_refunds_testkit.shop.errands import run
from panel_refunds_testkit.shop.nursery import Errand


def main() -> None:
    """One worker after the other, until nobody wants another."""
    for line in sys.stdin:
        errand = Errand(**json.loads(line))
        import_module(errand.module)
        pid = os.fork()
        if pid == 0:
            _be_worker(errand)
        _say(f"pid {pid}")
        _, status = os.waitpid(pid, 0)
        _say(f"ended {os.waitstatus_to_exitcode(status)}")


def _be_worker(errand: Errand) -> NoReturn:
    try:
        run(errand)
    except BaseException:  # noqa: BLE001 - whatever it is: a worker never goes on as the process that forks
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _say(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
