"""``panel-refunds keys``: the keys with which a panel calls the HTTP API. A key is shown once and kept as a digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from panel_refunds.cli.at_desk import at_desk
from panel_refunds.cli.exits import SAID_NO
from panel_refunds.cli.options import SHELL, AsJson, ByShell
from panel_refunds.cli.output import print_json, print_table

if TYPE_CHECKING:
    from panel_refunds.flows.desk import Desk

app = typer.Typer(help="Make, list and revoke the keys of the HTTP API.", no_args_is_help=True)


@app.command()
@at_desk
def create(
    desk: Desk,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the key is for, like laravel or cron.")],
    scope: Annotated[
        list[str] | None,
        typer.Option("--scope", help="What it may do; repeat it. Without one: all but admin."),
    ] = None,
    customer: Annotated[
        str | None,
        typer.Option(
            "--customer", metavar="ID", help="For the hands of this customer, a child panel: its own orders only."
        ),
    ] = None,
    by: ByShell = SHELL,
    as_json: AsJson = False,
) -> None:
    """Make a key and show it, this once."""
    from panel_refunds.flows.keep_keys import add_key
    from panel_refunds.web.api_keys import CHILD, SCOPES, new_api_key

    usual = [one for one in SCOPES if one != "admin"] if customer is None else [CHILD]
    secret, key = new_api_key(
        desk.tenant.id, name, scope or usual, key_id=desk.new_id("key"), at=desk.now(), customer=customer
    )
    add_key(desk, key, by=by)
    if as_json:
        print_json({"id": key.key_id, "name": name, "scopes": list(key.scopes), "customer": customer, "key": secret})
        return
    whose = "" if customer is None else f" of customer {customer} only"
    may = f"{key.key_id} ({name}) may: {', '.join(key.scopes)}{whose}."
    typer.echo(f"{secret}\n\n{may}\nKeep it where secrets are kept: it is shown this once.")


@app.command("list")
@at_desk
def list_keys(desk: Desk, as_json: AsJson = False) -> None:
    """List the keys of a tenant, without their secrets."""
    keys = desk.store.list_api_keys(desk.tenant.id)
    rows: list[dict[str, Any]] = [
        {
            "id": key.key_id,
            "name": key.name,
            "scopes": list(key.scopes),
            "customer": key.customer,
            "created_at": key.created_at.isoformat(timespec="seconds"),
            "revoked_at": key.revoked_at.isoformat(timespec="seconds") if key.revoked_at else None,
        }
        for key in keys
    ]
    if as_json:
        print_json(rows)
        return
    shown = [(row["id"], row["name"], _may(row), row["created_at"], row["revoked_at"] or "") for row in rows]
    print_table(("key", "name", "may", "made", "revoked"), shown)


def _may(row: dict[str, Any]) -> str:
    whose = "" if row["customer"] is None else f" of customer {row['customer']} only"
    return ", ".join(row["scopes"]) + whose


@app.command()
@at_desk
def revoke(
    desk: Desk,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The id of the key, key_…, not the key itself.")],
    by: ByShell = SHELL,
) -> None:
    """End a key; a running service notices within seconds. Exit 1 when there is no such key in use."""
    from panel_refunds.flows.keep_keys import revoke_key

    if not revoke_key(desk, key, by=by):
        typer.echo(f"There is no key {key} in use; `panel-refunds keys list` shows them.", err=True)
        raise typer.Exit(SAID_NO)
    typer.echo(f"{key} is revoked.")
