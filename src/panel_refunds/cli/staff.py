"""``panel-refunds staff``: the people who sign in to the desk. The first operator of a tenant is made here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from panel_refunds.cli.opening import open_desk
from panel_refunds.cli.options import SHELL, AsJson, ByShell, Database, Root, TenantName
from panel_refunds.cli.output import print_json, print_table

if TYPE_CHECKING:
    from panel_refunds.flows.desk import Desk
    from panel_refunds.flows.staff_members import Invited
    from panel_refunds.store import Staff

app = typer.Typer(help="Add, list and look after the people who sign in to the desk.", no_args_is_help=True)

Login = Annotated[str, typer.Argument(metavar="LOGIN", help="The login name, in small letters and digits.")]
Role = Annotated[str, typer.Option("--role", metavar="ROLE", help="support, finance, approver, operator or auditor.")]


@app.command()
def add(
    login: Login,
    role: Role,
    name: Annotated[str | None, typer.Option("--name", help="The name that people see; else the login name.")] = None,
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    by: ByShell = SHELL,
    as_json: AsJson = False,
) -> None:
    """Add a person and print the address of their invitation, which is good once, for a day."""
    from panel_refunds.flows.staff_members import add_staff

    with open_desk(root, database, tenant, calls_out=False) as desk:
        _show_invited(desk, add_staff(desk, login, name=name or login, role=role, by=by), as_json=as_json)


@app.command("list")
def list_people(
    root: Root = Path(), database: Database = None, tenant: TenantName = None, as_json: AsJson = False
) -> None:
    """List the staff of a tenant."""
    from panel_refunds.flows.staff_members import list_staff

    with open_desk(root, database, tenant, calls_out=False) as desk:
        rows = [_row(staff) for staff in list_staff(desk)]
    if as_json:
        print_json(rows)
        return
    headings = ("login", "name", "role", "state", "password", "codes", "signed_in_at")
    print_table(headings, [[row[heading] or "" for heading in headings] for row in rows])


@app.command()
def disable(
    login: Login, root: Root = Path(), database: Database = None, tenant: TenantName = None, by: ByShell = SHELL
) -> None:
    """Shut a person out at once, wherever they are signed in."""
    from panel_refunds.flows.staff_members import disable_staff

    with open_desk(root, database, tenant, calls_out=False) as desk:
        staff = disable_staff(desk, login, by=by)
    typer.echo(f"{staff.login} is disabled and signed out everywhere.")


@app.command()
def enable(
    login: Login, root: Root = Path(), database: Database = None, tenant: TenantName = None, by: ByShell = SHELL
) -> None:
    """Let a person in again, with the password they had."""
    from panel_refunds.flows.staff_members import enable_staff

    with open_desk(root, database, tenant, calls_out=False) as desk:
        staff = enable_staff(desk, login, by=by)
    typer.echo(f"{staff.login} may sign in.")


@app.command("role")
def role_of(
    login: Login,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="support, finance, approver, operator or auditor.")],
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    by: ByShell = SHELL,
) -> None:
    """Give a person another role; they are signed out and come back with it."""
    from panel_refunds.flows.staff_members import change_role

    with open_desk(root, database, tenant, calls_out=False) as desk:
        staff = change_role(desk, login, role=role, by=by)
    typer.echo(f"{staff.login} is {staff.role} now: {staff.person}.")


@app.command()
def reset(
    login: Login,
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    by: ByShell = SHELL,
    as_json: AsJson = False,
) -> None:
    """Forget a person's password and telephone, sign them out, and print the address of a new invitation."""
    from panel_refunds.flows.staff_members import reset_staff

    with open_desk(root, database, tenant, calls_out=False) as desk:
        _show_invited(desk, reset_staff(desk, login, by=by), as_json=as_json)


def _show_invited(desk: Desk, invited: Invited, *, as_json: bool) -> None:
    from panel_refunds.flows.staff_members import address_of_invitation

    address = address_of_invitation(desk, invited.token) if invited.token else ""
    if as_json:
        print_json({**_row(invited.staff), "invitation": address})
        return
    typer.echo(
        f"{address}\n\n{invited.staff.name} ({invited.staff.person}) chooses a password there, once, within a day."
    )


def _row(staff: Staff) -> dict[str, str | None]:
    signed_in = staff.signed_in_at
    return {
        "login": staff.login,
        "name": staff.name,
        "role": staff.role,
        "state": staff.state,
        "password": "chosen" if staff.password else "invited",
        "codes": "on" if staff.has_code else "off",
        "signed_in_at": signed_in.isoformat(timespec="seconds") if signed_in else None,
    }
