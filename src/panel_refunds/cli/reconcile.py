"""``panel-refunds reconcile``: do our books and the gateways tell the same?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from panel_refunds.cli.exits import SAID_NO
from panel_refunds.cli.opening import open_service, pick_tenant
from panel_refunds.cli.options import AsJson, Database, Root

if TYPE_CHECKING:
    from panel_refunds.app.composition import Service
    from panel_refunds.flows.desk import Desk
    from panel_refunds.refunds.reconcile.report import GatewayReport


def reconcile(
    root: Root = Path(),
    database: Database = None,
    tenant: Annotated[
        str | None,
        typer.Option("--tenant", envvar="PANEL_REFUNDS_TENANT", metavar="SLUG", help="Only this tenant's gateways."),
    ] = None,
    gateway: Annotated[str | None, typer.Option("--gateway", metavar="NAME", help="Only this gateway.")] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="What happened since then: 2026-03-02, or a time. Else since the last run."
        ),
    ] = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Repair what is safe to repair, and make the rest tasks for finance.")
    ] = False,
    as_json: AsJson = False,
    csv: Annotated[
        str | None, typer.Option("--csv", metavar="FILE", help="Write the differences as CSV; - is the output.")
    ] = None,
) -> None:
    """Compare deposits, refunds and disputes with the gateways, payment by payment; name every difference.

    Without --repair nothing is changed. Gateways that keep nothing to compare with are named. Exit 1 when anything is
    left that differs, or a gateway does not answer.
    """
    from panel_refunds.cli import reconcile_report

    if as_json and csv == "-":
        raise typer.BadParameter("--json and --csv - both want the output; write the CSV into a file")
    with open_service(root, database) as service:
        reports = {
            desk.tenant.slug: _reconcile(desk, gateway, _moment(desk, since), repair=repair)
            for desk in _desks(service, tenant, gateway)
        }
    if csv is not None:
        reconcile_report.write_csv(csv, reports)
    if as_json:
        reconcile_report.print_as_json(reports)
    elif csv != "-":
        reconcile_report.print_report(reports)
    if not all(report.ok for of_tenant in reports.values() for report in of_tenant):
        raise typer.Exit(SAID_NO)


def _desks(service: Service, tenant: str | None, gateway: str | None) -> list[Desk]:
    """The tenants that are meant, those only that have the gateway; a usage error where none has."""
    tenants = service.directory.current.tenants
    slugs = [pick_tenant(tenants, tenant)] if tenant else list(tenants)
    desks = [service.desk(slug) for slug in slugs]
    if gateway is None:
        return desks
    known = sorted({name for desk in desks for name in desk.gateways})
    if gateway not in known:
        text = f"there is no gateway {gateway!r}; known: {', '.join(known) or 'none'}"
        raise typer.BadParameter(text, param_hint="--gateway")
    return [desk for desk in desks if gateway in desk.gateways]


def _moment(desk: Desk, since: str | None) -> datetime | None:
    """The moment that ``--since`` names; a day begins, and a time without a zone is meant, where the tenant is."""
    if since is None:
        return None
    try:
        moment = datetime.fromisoformat(since)
    except ValueError:
        text = f"{since!r} is no date; write it like 2026-03-02 or 2026-03-02T14:00"
        raise typer.BadParameter(text, param_hint="--since") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=desk.tenant.calendar.zone)
    if moment > desk.now():
        raise typer.BadParameter(f"{since!r} is in the future", param_hint="--since")
    return moment


def _reconcile(desk: Desk, only: str | None, since: datetime | None, *, repair: bool) -> list[GatewayReport]:
    from panel_refunds.cli.reconcile_progress import bar
    from panel_refunds.flows.reconcile import reconcile as reconcile_flow
    from panel_refunds.flows.reconcile import report_forgotten

    reports = []
    for name in [only] if only else sorted(desk.gateways):
        with bar(f"{desk.tenant.slug}, {name}") as progress:
            reports.append(reconcile_flow(desk, name, since=since, repair=repair, progress=progress))
    return reports if only else [*reports, *report_forgotten(desk, since)]
