"""``panel-refunds serve``: the HTTP service, with a worker inside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from panel_refunds.cli.opening import open_service
from panel_refunds.cli.options import Database, Root


def serve(
    root: Root = Path(),
    database: Database = None,
    host: Annotated[
        str | None, typer.Option("--host", help="Where to listen; else as panel-refunds.toml says.")
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", envvar="PANEL_REFUNDS_PORT", min=0, max=65535, help="0 takes a free one.")
    ] = None,
    worker: Annotated[bool, typer.Option("--worker/--no-worker", help="Whether it also does what is due.")] = True,
) -> None:
    """Answer the HTTP API until SIGTERM or Ctrl-C; SIGHUP reads the tenants' files again.

    A new database gets its tables. What is under way when it ends is finished first.
    """
    from panel_refunds.app.serving import serve as run

    with open_service(root, database) as service:
        for warning in service.warnings():
            typer.echo(f"warning: {warning}", err=True)
        listen = service.directory.current.listen
        run(service, host or listen.host, listen.port if port is None else port, with_worker=worker)
