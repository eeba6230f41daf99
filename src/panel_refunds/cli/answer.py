"""``panel-refunds answer``: what the customer says in the ticket, told by whoever sits at the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from panel_refunds.cli.opening import open_desk
from panel_refunds.cli.options import AsJson, Database, Root, TenantName
from panel_refunds.cli.targets import OfDeposit, OfOrder, OfOrders, chosen_target
from panel_refunds.cli.telling import show_request

app = typer.Typer(help="Answer for the customer: accept an offer, take a request back, reply.", no_args_is_help=True)

Request = Annotated[str, typer.Argument(metavar="REQUEST", help="The id of the request, rr_….")]


@app.command()
def confirm(
    request: Request,
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    as_json: AsJson = False,
) -> None:
    """Accept the amount that is offered; the request goes to finance as one for that amount."""
    from panel_refunds.flows.answer_request import confirm_offer

    with open_desk(root, database, tenant, calls_out=False) as desk:
        show_request(desk, confirm_offer(desk, request), as_json=as_json)


@app.command()
def withdraw(
    request: Request,
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    as_json: AsJson = False,
) -> None:
    """Take the request back; what was set aside is free again. Possible until something was sent."""
    from panel_refunds.flows.answer_request import withdraw_request

    with open_desk(root, database, tenant, calls_out=False) as desk:
        show_request(desk, withdraw_request(desk, request), as_json=as_json)


@app.command()
def reply(
    request: Request,
    text: Annotated[str, typer.Option("--text", help="What the customer writes.")] = "",
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    amount: Annotated[str | None, typer.Option("--amount", metavar="AMOUNT", help='Like 40.00, or "all".')] = None,
    subject: Annotated[str | None, typer.Option("--subject", help="Another subject of the ticket.")] = None,
    deposit: OfDeposit = None,
    order: OfOrder = None,
    order_refunds: OfOrders = False,
    as_json: AsJson = False,
) -> None:
    """Reply in the ticket, and add what was missing; what is not given stays as it was.

    A request is as old as its complete form: what completes it now, or asks for more, is asked now.
    """
    from panel_refunds.flows.answer_request import Reply, reply_to_request

    target, about = chosen_target(deposit, order, everything_of_orders=order_refunds)
    said = Reply(text, subject, amount, target, about)
    if said == Reply():
        raise typer.BadParameter("a reply says something: give --text, --amount, --subject or what it is about")
    with open_desk(root, database, tenant) as desk:
        show_request(desk, reply_to_request(desk, request, said), as_json=as_json)
