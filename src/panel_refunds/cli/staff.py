"""``panel-refunds staff``: the people who sign in to the desk. The first operator of a tenant is made here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from panel_refunds.cli.at_desk import at_desk
from panel_refunds.cli.options import SHELL, AsJson, ByShell
from panel_refunds.cli.output import print_json, print_table

if TYPE_CHECKING:
    from panel_refunds.flows.desk import Desk
    from panel_refunds.flows.staff_members import Invited
    from panel_refunds.store import Staff

app = typer.Typer(help="Add, list and look after the people who sign in to the desk.", no_args_is_help=True)

ROLES = "support, finance, approver, operator or auditor."
Login = Annotated[str, typer.Argument(metavar="LOGIN", help="The login name, in small letters and digits.")]


@app.command()
@at_desk
def add(
    desk: Desk,
    login: Login,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help=ROLES)],
    name: Annotated[str | None, typer.Option("--name", help="The name that people see; else the login name.")] = None,
    identity: Annotated[
        str | None,
        typer.Option("--identity", metavar="WORD", help="By which the sign-in service knows them, like an address."),
    ] = None,
    by: ByShell = SHELL,
    as_json: AsJson = False,
) -> None:
    """Add a person and print the address of their invitation, which is good once, for a day."""
    from panel_refunds.flows.staff_members import add_staff

    made = add_staff(desk, login, name=name or login, role=role, by=by, identity=identity)
    _show_invited(desk, made, as_json=as_json)


@app.command("list")
@at_desk
def list_people(desk: Desk, as_json: AsJson = False) -> None:
    """List the staff of a tenant."""
    from panel_refunds.flows.staff_members import list_identities, list_staff

    identities = list_identities(desk)
    rows = [_row(staff, identities.get(staff.staff_id)) for staff in list_staff(desk)]
    if as_json:
        print_json(rows)
        return
    headings = ("login", "name", "role", "state", "password", "codes", "identity", "signed_in_at")
    print_table(headings, [[row[heading] or "" for heading in headings] for row in rows])


@app.command()
@at_desk
def disable(desk: Desk, login: Login, by: ByShell = SHELL) -> None:
    """Shut a person out at once, wherever they are signed in."""
    from panel_refunds.flows.staff_members import disable_staff

    typer.echo(f"{disable_staff(desk, login, by=by).login} is disabled and signed out everywhere.")


@app.command()
@at_desk
def enable(desk: Desk, login: Login, by: ByShell = SHELL) -> None:
    """Let a person in again, with the password they had."""
    from panel_refunds.flows.staff_members import enable_staff

    typer.echo(f"{enable_staff(desk, login, by=by).login} may sign in.")


@app.command("role")
@at_desk
def role_of(
    desk: Desk,
    login: Login,
    role: Annotated[str, typer.Argument(metavar="ROLE", help=ROLES)],
    by: ByShell = SHELL,
) -> None:
    """Give a person another role; they are signed out and come back with it."""
    from panel_refunds.flows.staff_members import change_role

    staff = change_role(desk, login, role=role, by=by)
    typer.echo(f"{staff.login} is {staff.role} now: {staff.person}.")


@app.command()
@at_desk
def identity(
    desk: Desk,
    login: Login,
    word: Annotated[
        str | None, typer.Argument(metavar="WORD", help="Like an address that the service has verified.")
    ] = None,
    by: ByShell = SHELL,
) -> None:
    """Say by which word the tenant's sign-in service knows a person; without WORD by none. They are signed out."""
    from panel_refunds.flows.staff_members import set_identity

    staff = set_identity(desk, login, identity=word, by=by)
    typer.echo(f"{staff.login} may sign in with the sign-in service{' no more' if word is None else ''}.")


@app.command()
@at_desk
def reset(desk: Desk, login: Login, by: ByShell = SHELL, as_json: AsJson = False) -> None:
    """Forget a person's password and telephone, sign them out, and print the address of a new invitation."""
    from panel_refunds.flows.staff_members import reset_staff

    _show_invited(desk, reset_staff(desk, login, by=by), as_json=as_json)


def _show_invited(desk: Desk, invited: Invited, *, as_json: bool) -> None:
    from panel_refunds.flows.staff_members import address_of_invitation, address_of_sign_in, list_identities

    staff = invited.staff
    address = address_of_invitation(desk, invited.token) if invited.token else ""
    if as_json:
        print_json({**_row(staff, list_identities(desk).get(staff.staff_id)), "invitation": address})
    elif address:
        typer.echo(f"{address}\n\n{staff.name} ({staff.person}) chooses a password there, once, within a day.")
    else:
        typer.echo(f"{address_of_sign_in(desk)}\n\n{staff.name} ({staff.person}) signs in there.")


def _row(staff: Staff, identity: str | None) -> dict[str, str | None]:
    signed_in = staff.signed_in_at
    return {
        "login": staff.login,
        "name": staff.name,
        "role": staff.role,
        "state": staff.state,
        "password": "chosen" if staff.password else "invited",
        "codes": "on" if staff.has_code else "off",
        "identity": identity,
        "signed_in_at": signed_in.isoformat(timespec="seconds") if signed_in else None,
    }
