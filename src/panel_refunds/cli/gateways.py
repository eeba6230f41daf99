"""``panel-refunds gateways``: which gateways are stopped, and stopping or starting one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from panel_refunds.cli.opening import open_desk
from panel_refunds.cli.options import AsJson, Database, Root, TenantName
from panel_refunds.cli.output import print_json, print_table

if TYPE_CHECKING:
    from panel_refunds.flows.desk import Desk

app = typer.Typer(help="Show, stop and start the gateways of a tenant.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="GATEWAY", help="As the tenant's file calls it.")]
One = Annotated[str, typer.Option("--by", metavar="ROLE-NAME", help="Who does this, like operator-ana.")]
Words = Annotated[str, typer.Option("--text", help="Why; kept with the action.")]


@app.command("list")
def list_gateways(
    root: Root = Path(), database: Database = None, tenant: TenantName = None, as_json: AsJson = False
) -> None:
    """Show the gateways of a tenant, and why one is stopped.

    A gateway that refuses our key, permission or mode is stopped by itself, for this tenant only: nothing is sent
    through it, holds and attempts stay as they are, and finance is told once. After 5 minutes, later every hour, one
    refund tries whether it works again; then all the others follow.
    """
    with open_desk(root, database, tenant, calls_out=False) as desk:
        _show(desk, as_json=as_json)


@app.command()
def stop(
    gateway: Name, by: One, text: Words, root: Root = Path(), database: Database = None, tenant: TenantName = None
) -> None:
    """Stop a gateway at once, for a key that got into wrong hands, say; only a person starts it again."""
    from panel_refunds.flows.stop_gateway import stop_gateway

    with open_desk(root, database, tenant, calls_out=False) as desk:
        stop_gateway(desk, gateway, by=by, text=text)
        _show(desk, as_json=False)


@app.command()
def start(
    gateway: Name, by: One, text: Words, root: Root = Path(), database: Database = None, tenant: TenantName = None
) -> None:
    """Start a stopped gateway: what waits for it is due at once.

    A running service must have read the new key before.
    """
    from panel_refunds.flows.stop_gateway import start_gateway

    with open_desk(root, database, tenant, calls_out=False) as desk:
        start_gateway(desk, gateway, by=by, text=text)
        _show(desk, as_json=False)


def _show(desk: Desk, *, as_json: bool) -> None:
    from panel_refunds.cli.as_json import AtTheDesk
    from panel_refunds.web.answers.gateways import show_gateways

    view = show_gateways(AtTheDesk(desk))
    if as_json:
        print_json(view.model_dump(mode="json"))
        return
    rows = [
        (
            each.name,
            each.state,
            each.stopped_at.isoformat(timespec="seconds") if each.stopped_at else "",
            each.stopped_by or "",
            each.why or "",
        )
        for each in view.gateways
    ]
    print_table(("gateway", "state", "since", "by", "why"), rows)
