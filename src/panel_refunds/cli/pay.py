"""``panel-refunds pay``: send what is approved, or record what was sent by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from panel_refunds.cli.opening import open_desk
from panel_refunds.cli.options import AsJson, Database, Root, TenantName
from panel_refunds.cli.output import print_json

if TYPE_CHECKING:
    from panel_refunds.flows.desk import Desk
    from panel_refunds.refunds.refund import Refund

_UNDER_WAY: Final = ("approved", "sending", "sent")


def pay(
    refund: Annotated[str | None, typer.Argument(metavar="[REFUND]", help="One refund, rf_…; without it all.")] = None,
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    reference: Annotated[
        str | None, typer.Option("--reference", help="Record that it was sent by hand, with this reference.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="ROLE-NAME", help="Who sent it by hand.")] = None,
    as_json: AsJson = False,
) -> None:
    """Send what is approved and due, and look up what is not known; or record a payment made by hand.

    Shows the refunds that are still under way, and what a person has to do for them. A refund is never paid twice,
    however often this runs.
    """
    if reference is not None and (refund is None or by is None):
        raise typer.BadParameter("a payment made by hand needs the REFUND and --by", param_hint="--reference")
    with open_desk(root, database, tenant) as desk:
        shown = _record(desk, refund, reference, by) if refund else _run_all(desk)
        if as_json:
            from panel_refunds.cli.as_json import refund_json

            print_json([refund_json(desk, one) for one, _ in shown])
        else:
            from panel_refunds.cli.telling import refund_line

            typer.echo("\n".join(refund_line(one, currency) for one, currency in shown) or "nothing is under way")


def _record(desk: Desk, refund_id: str, reference: str | None, by: str | None) -> list[tuple[Refund, str]]:
    from panel_refunds.flows.pay_refund import pay_refund
    from panel_refunds.flows.record_payout import record_payout

    if reference is not None and by is not None:
        refund = record_payout(desk, refund_id, reference=reference, by=by)
    else:
        refund = pay_refund(desk, refund_id)
    with desk.read() as books:
        return [(refund, books.get_request(refund.request_id).currency)]


def _run_all(desk: Desk) -> list[tuple[Refund, str]]:
    """Run all that is due about refunds; returns those of requests that are not through yet."""
    from panel_refunds.worker import run_due

    run_due(desk, kinds={"pay", "follow"})
    under_way: list[tuple[Refund, str]] = []
    after: str | None = None
    with desk.read() as books:
        while page := books.list_requests(states=_UNDER_WAY, after=after, limit=200):
            after = page[-1].request_id
            for request in page:
                refunds = books.refunds_of(request.request_id)
                under_way += [(one, request.currency) for one in refunds if one.state in _UNDER_WAY]
    return under_way
