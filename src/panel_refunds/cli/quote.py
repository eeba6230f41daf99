"""``panel-refunds quote``: what a customer could take back now, until when, and why not more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from panel_refunds.cli.opening import open_desk
from panel_refunds.cli.options import AsJson, Database, Root, TenantName
from panel_refunds.cli.output import print_json, print_table

if TYPE_CHECKING:
    from panel_refunds.flows.desk import Desk
    from panel_refunds.flows.quote_balance import BalanceQuote


def quote(
    customer: Annotated[str, typer.Argument(metavar="CUSTOMER", help="The panel's own id of the customer.")],
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help="Without it, the tenant's own.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what a customer can take back at this moment, deposit by deposit. Nothing is promised or changed."""
    from panel_refunds.flows.quote_balance import quote_balance

    with open_desk(root, database, tenant, calls_out=False) as desk:
        found = quote_balance(desk, customer, currency=currency)
        if as_json:
            from panel_refunds.cli.as_json import quote_json

            print_json(quote_json(desk, found))
        else:
            _tell(desk, found)


def _tell(desk: Desk, found: BalanceQuote) -> None:
    from panel_refunds.cli.telling import finding_lines
    from panel_refunds.money import format_units

    def amount(units: int | None) -> str:
        return "not known yet" if units is None else format_units(units, found.currency)

    balance = amount(found.cash + found.bonus)
    typer.echo(f"{found.customer_id} has {balance} {found.currency} at {desk.tenant.name}:")
    typer.echo(f"  cash {amount(found.cash)}, bonus {amount(found.bonus)}, set aside {amount(found.held)}")
    typer.echo(f"  can take back {amount(found.refundable)}, {amount(found.receives)} would arrive")
    if found.bonus_at_stake:
        typer.echo(f"  {amount(found.bonus_at_stake)} of bonus would be cancelled with it")
    if found.deposits:
        typer.echo()
        headings = ("deposit", "credited", "paid in", "left", "goes back", "arrives", "until")
        print_table(headings, _rows(desk, found), right=("paid in", "left", "goes back", "arrives"))
    typer.echo()
    typer.echo("\n".join(finding_lines(found.decision.findings)))


def _rows(desk: Desk, found: BalanceQuote) -> Iterator[tuple[str, ...]]:
    from panel_refunds.cli.telling import day_of, local
    from panel_refunds.money import format_units

    for line in found.deposits:
        yield (
            line.deposit.deposit_id,
            day_of(desk, line.deposit.credited_at),
            format_units(line.deposit.amount, found.currency),
            format_units(line.left, found.currency),
            format_units(line.gross, found.currency),
            "not known" if line.net is None else format_units(line.net, found.currency),
            local(desk, line.closes_at) if line.closes_at else "–",
        )
