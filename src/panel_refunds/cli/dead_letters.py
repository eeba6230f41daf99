"""``panel-refunds dead-letters``: messages that did not arrive, to be sent again or put aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from panel_refunds.cli.opening import open_desk
from panel_refunds.cli.options import AsJson, Database, Root, TenantName
from panel_refunds.cli.output import print_json

if TYPE_CHECKING:
    from panel_refunds.flows.desk import Desk

PAGE = 200


def dead_letters(
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    again: Annotated[
        list[str] | None, typer.Option("--again", metavar="ID", help="Send this one again; may be given many times.")
    ] = None,
    aside: Annotated[
        list[str] | None, typer.Option("--aside", metavar="ID", help="This one need not arrive; needs --note.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="ROLE-NAME", help="Who does this, like operator-ana.")
    ] = None,
    note: Annotated[str, typer.Option("--note", help="What was mended, or why it need not arrive; kept.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show the messages that no notifier could be made to take, and have them sent again or put aside.

    A message becomes a dead letter when its notifier says that it can never be delivered, or did not take it for three
    days. Sent again, it is the same message under the same key. Whoever does it stands in the audit trail.
    """
    if (again or aside) and by is None:
        raise typer.BadParameter("say who does this", param_hint="--by")
    with open_desk(root, database, tenant, calls_out=False) as desk:
        _act(desk, again or [], aside or [], by or "", note)
        _show(desk, as_json=as_json)


def _act(desk: Desk, again: list[str], aside: list[str], by: str, note: str) -> None:
    from panel_refunds.flows.handle_dead_letter import put_letter_aside, send_letter_again

    for letter in again:
        send_letter_again(desk, letter, by=by, text=note)
    for letter in aside:
        put_letter_aside(desk, letter, by=by, text=note)


def _show(desk: Desk, *, as_json: bool) -> None:
    from panel_refunds.web.answers.deliveries import DeliveryView, view_of

    letters: list[DeliveryView] = []
    while True:
        with desk.read() as books:
            page = books.dead_letters(after=letters[-1].id if letters else None, limit=PAGE)
        letters += [view_of(delivery, message) for delivery, message in page]
        if len(page) < PAGE:
            break
    if as_json:
        print_json([letter.model_dump(mode="json") for letter in letters])
        return
    if not letters:
        print("no dead letters")
        return
    for letter in letters:
        tries = "1 try" if letter.tries == 1 else f"{letter.tries} tries"
        since = letter.ended_at.isoformat(timespec="seconds") if letter.ended_at else "?"
        print(f"{letter.id}  {letter.kind}, {tries}, dead since {since}")
        print(f"  {letter.error or 'no reason is known'}")
