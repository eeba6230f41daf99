"""``panel-refunds audit``: do the books add up, entry by entry?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from panel_refunds.cli.exits import SAID_NO
from panel_refunds.cli.opening import open_service, pick_tenant
from panel_refunds.cli.options import AsJson, Database, Root
from panel_refunds.cli.output import print_json


def audit(
    root: Root = Path(),
    database: Database = None,
    tenant: Annotated[
        str | None,
        typer.Option("--tenant", envvar="PANEL_REFUNDS_TENANT", metavar="SLUG", help="Only this tenant's books."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check the books of every tenant: balances, chains, lots, holds, orders, refunds.

    Exit 1 when anything is wrong; each fault is named with its ids.
    """
    from panel_refunds.store.audit import audit_tenant

    with open_service(root, database, calls_out=False) as service:
        tenants = service.directory.current.tenants
        slugs = [pick_tenant(tenants, tenant)] if tenant else list(tenants)
        reports = {slug: audit_tenant(service.store, tenants[slug].id, now=service.now()) for slug in slugs}
    if as_json:
        print_json({slug: report.as_json() for slug, report in reports.items()})
    else:
        for slug, report in reports.items():
            counts = ", ".join(f"{count} {noun}" for noun, count in report.counts.items())
            typer.echo(f"{slug}: {'in order' if report.ok else f'{len(report.faults)} faults'} ({counts})")
            for fault in report.faults:
                typer.echo(f"  {fault}")
    if not all(report.ok for report in reports.values()):
        raise typer.Exit(SAID_NO)
