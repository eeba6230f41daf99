"""The process in which workers are born, run as ``python -m``: reads an errand, forks, says how the worker ended."""

from __future__ import annotations

import gc
import json
import os
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from panel_refunds.app.garbage import search_seldom

if TYPE_CHECKING:
    from panel_refunds_testkit.shop.nursery import Errand


def main() -> None:
    """One worker after the other, until nobody wants another."""
    search_seldom()
    from panel_refunds_testkit.shop.nursery import Errand

    worker = 0
    for line in sys.stdin:
        errand = Errand(**json.loads(line))
        sys.path[:] = errand.path
        if worker:
            os.waitpid(worker, 0)
        else:
            _get_ready()
        import_module(errand.module)
        worker = os.fork()
        if worker == 0:
            _be_worker(errand)
        _say(f"pid {worker}")
        # Until the next errand its number is given to no other process: who kills too late kills nobody else.
        ended = os.waitid(os.P_PID, worker, os.WEXITED | os.WNOWAIT)
        if ended is None:
            raise RuntimeError("a worker that was waited for has not ended")
        _say(f"ended {ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status}")


def _get_ready() -> None:
    """Load what every worker would load by itself, the installed plugins too, so that each is at work at once."""
    from panel_refunds.plugins.faults import PluginsRefusedError
    from panel_refunds.plugins.host import PluginHost
    from panel_refunds.tenants.calendars import known_calendars

    import_module("panel_refunds_testkit.shop.errands")
    known_calendars()
    with suppress(PluginsRefusedError):  # each worker will say so
        PluginHost.load()
    gc.freeze()


def _be_worker(errand: Errand) -> NoReturn:
    from panel_refunds_testkit.shop.errands import run

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
