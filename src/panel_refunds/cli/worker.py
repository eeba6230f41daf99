"""``panel-refunds worker``: do what is due, for ever or once."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from panel_refunds.cli.opening import open_service
from panel_refunds.cli.options import Database, Root

if TYPE_CHECKING:
    from panel_refunds.app.composition import Service


def worker(
    root: Root = Path(),
    database: Database = None,
    once: Annotated[bool, typer.Option("--once", help="Do what is due at this moment, and end.")] = False,
) -> None:
    """Ask providers, send approved refunds, look unknown ones up, remind, deliver.

    SIGTERM or Ctrl-C ends it after the piece in hand. Any number of workers may run beside each other.
    """
    with open_service(root, database) as service:
        if once:
            typer.echo(f"{_run_once(service)} done")
        else:
            _run_forever(service)


def _run_once(service: Service) -> int:
    from panel_refunds.worker import run_due

    return sum(run_due(desk) for desk in service.desks().values())


def _run_forever(service: Service) -> None:
    import signal

    import structlog

    from panel_refunds.worker import Worker

    stop = threading.Event()
    running = Worker(service.store, service.desks, service.now, structlog.get_logger("panel_refunds.worker"))

    def end(_signal: int, _frame: Any) -> None:
        stop.set()
        running.wake()

    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, end)
    running.run_forever(stop)
