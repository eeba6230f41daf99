"""``panel-refunds migrate``: bring the database to the schema of this version, or to another revision."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from panel_refunds.cli.options import Database, Root


def migrate(
    root: Root = Path(),
    database: Database = None,
    to: Annotated[
        str, typer.Option("--to", metavar="REV", help="A revision: head, base (nothing left), or a number like 0001.")
    ] = "head",
    role: Annotated[
        str | None,
        typer.Option("--role", metavar="NAME", help="PostgreSQL: afterwards this role may not change the journal."),
    ] = None,
) -> None:
    """Bring the database to the newest schema.

    A revision older than the database's takes tables away, with what is in them.
    """
    from panel_refunds.store import Store
    from panel_refunds.tenants.installation import load_installation

    store = Store(database or load_installation(root).get_database_url(os.environ))
    try:
        before = store.current_revision()
        # Revisions are numbered in their order, so an older one is the smaller text; "base" is before all of them.
        if to == "base" or (before is not None and to != "head" and to < before):
            store.downgrade(to)
        else:
            store.migrate(to)
        typer.echo(f"{store}: {before or 'empty'} → {store.current_revision() or 'empty'}")
        if role is not None:
            store.restrict_role(role)
            typer.echo(f"{role} may read and add to the journal, and change nothing of it.")
    finally:
        store.close()
