"""``panel-refunds cases``: tell a tenant's policy cases, and see what comes out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from panel_refunds.cli.exits import SAID_NO
from panel_refunds.cli.options import AsJson
from panel_refunds.cli.output import make_console, print_json


def cases(
    tenant_folder: Annotated[
        Path, typer.Argument(metavar="TENANT_DIR", help="A tenant's folder, like tenants/smmpanelus.")
    ],
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="CASES.toml", help="Tell this file instead of the tenant's cases/*.toml."),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(
            "--database", metavar="URL", help="Tell them in an empty schema of this database, dropped afterwards."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell the policy cases of a tenant: each event with its figures, each decision with its clauses.

    Exit 1 when one fails, 2 when a file cannot be read. Nothing is kept and nobody is called.
    """
    from panel_refunds.testing.stories import run_cases_command

    report = run_cases_command(tenant_folder, file, database)
    if as_json:
        print_json(report.as_json())
    else:
        report.render(make_console())
    if report.failed:
        raise typer.Exit(SAID_NO)
