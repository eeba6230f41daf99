"""``panel-refunds worker``: do what is due, for ever or once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from panel_refunds.cli.opening import open_service
from panel_refunds.cli.options import Database, Root


def worker(
    root: Root = Path(),
    database: Database = None,
    once: Annotated[bool, typer.Option("--once", help="Do what is due at this moment, and end.")] = False,
) -> None:
    """Ask providers, send approved refunds, look unknown ones up, compare with gateways, remind, deliver.

    SIGTERM or Ctrl-C ends it after the piece in hand. Any number of workers may run beside each other.
    """
    from panel_refunds.app.serving import work
    from panel_refunds.worker import keep_reconciling, keep_tidying, run_due

    with open_service(root, database) as service:
        if once:
            for desk in service.desks().values():
                keep_tidying(desk)
                keep_reconciling(desk)
            typer.echo(f"{sum(run_due(desk) for desk in service.desks().values())} done")
        else:
            work(service)
