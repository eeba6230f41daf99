"""Options that several commands take, spelled and explained in one place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Root = Annotated[
    Path,
    typer.Option(
        "--root",
        envvar="PANEL_REFUNDS_ROOT",
        metavar="DIR",
        help="The installation: the folder with panel-refunds.toml and tenants/.",
    ),
]
Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        envvar="PANEL_REFUNDS_DATABASE",
        metavar="URL",
        help="sqlite:///FILE or postgresql://…; without it the one that panel-refunds.toml names.",
    ),
]
TenantName = Annotated[
    str | None,
    typer.Option(
        "--tenant",
        envvar="PANEL_REFUNDS_TENANT",
        metavar="SLUG",
        help="Which tenant; needed where the installation has several.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
By = Annotated[
    list[str],
    typer.Option("--by", metavar="ROLE-NAME", help="Who does this, like finance-ana; repeat it where two must agree."),
]
SHELL = "operator-shell"
"""Who acts on the command line and does not say their name: whoever may read the installation's files operates it."""
ByShell = Annotated[str, typer.Option("--by", metavar="ROLE-NAME", help="Who does this, for the audit trail.")]
