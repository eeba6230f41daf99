"""``panel-refunds review``: finance looks at a request, decides it, or asks the customer something."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from panel_refunds.cli.opening import open_desk
from panel_refunds.cli.options import AsJson, By, Database, Root, TenantName
from panel_refunds.cli.telling import show_request

app = typer.Typer(help="Look at a request, decide it, or ask the customer something.", no_args_is_help=True)

Request = Annotated[str, typer.Argument(metavar="REQUEST", help="The id of the request, rr_….")]
One = Annotated[str, typer.Option("--by", metavar="ROLE-NAME", help="Who does this, like finance-ana.")]
Words = Annotated[str, typer.Option("--text", help="The reason or question; the customer reads it.")]


@app.command()
def show(
    request: Request,
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    as_json: AsJson = False,
) -> None:
    """Show a request: decision, refunds, and everything that fraud checks ever said of it."""
    with open_desk(root, database, tenant, calls_out=False) as desk:
        with desk.read() as books:
            found = books.get_request(request)
        show_request(desk, found, as_json=as_json, every_verdict=True)


@app.command()
def approve(
    request: Request,
    by: By,
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    amount: Annotated[
        str | None, typer.Option("--amount", metavar="AMOUNT", help="Less than was asked for; needs --text.")
    ] = None,
    text: Annotated[str, typer.Option("--text", help="Why; needed where a rule is set aside or less is paid.")] = "",
    as_json: AsJson = False,
) -> None:
    """Approve a request; the worker then sends it, or `panel-refunds pay` does.

    The facts are read again: if they no longer allow it, it is refused and nothing changes. A closed window, a missing
    subject or a least amount may be set aside by two different people with a reason.
    """
    from panel_refunds.flows.approvals import Approval
    from panel_refunds.flows.review_refund import approve_refund

    with open_desk(root, database, tenant, calls_out=False) as desk:
        show_request(desk, approve_refund(desk, request, Approval(tuple(by), text, amount)), as_json=as_json)


@app.command()
def decline(
    request: Request,
    by: One,
    text: Words,
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    as_json: AsJson = False,
) -> None:
    """Decline a request with a reason; what was set aside is free again."""
    from panel_refunds.flows.review_refund import decline_refund

    with open_desk(root, database, tenant, calls_out=False) as desk:
        show_request(desk, decline_refund(desk, request, by=by, text=text), as_json=as_json)


@app.command()
def ask(
    request: Request,
    by: One,
    text: Words,
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    as_json: AsJson = False,
) -> None:
    """Ask the customer something; the clock stands still until the answer."""
    from panel_refunds.flows.review_refund import ask_customer

    with open_desk(root, database, tenant, calls_out=False) as desk:
        show_request(desk, ask_customer(desk, request, by=by, text=text), as_json=as_json)
