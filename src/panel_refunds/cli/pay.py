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
    seen: Annotated[
        str | None, typer.Option("--seen", help="Of an unknown outcome: it ran at the gateway, with this reference.")
    ] = None,
    not_seen: Annotated[
        str | None, typer.Option("--not-seen", help="Of an unknown outcome: it did not run; where you looked.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="ROLE-NAME", help="Who sent it, or who looked.")] = None,
    as_json: AsJson = False,
) -> None:
    """Send what is approved and due, and look up what is not known; or record a payment made by hand.

    Where no look-up can tell whether a refund ran, ``--seen`` and ``--not-seen`` record what a person saw.
    Shows the refunds that are still under way, and what a person has to do for them. A refund is never paid twice,
    however often this runs.
    """
    said = [word for word in (reference, seen, not_seen) if word is not None]
    if said and (refund is None or by is None or len(said) > 1):
        raise typer.BadParameter(
            "what a person says needs the REFUND and --by, and is one of --reference, --seen, --not-seen"
        )
    with open_desk(root, database, tenant) as desk:
        if refund is None:
            shown = _run_all(desk)
        elif by is None or not said:
            shown = _shown(desk, _pay_one(desk, refund))
        elif reference is not None:
            shown = _shown(desk, _record(desk, refund, reference, by))
        else:
            shown = _shown(desk, _resolve(desk, refund, said[0], by, ran=seen is not None))
        if as_json:
            from panel_refunds.cli.as_json import refund_json

            print_json([refund_json(desk, one) for one, _ in shown])
        else:
            from panel_refunds.cli.telling import refund_line

            typer.echo("\n".join(refund_line(one, currency) for one, currency in shown) or "nothing is under way")


def _pay_one(desk: Desk, refund_id: str) -> Refund:
    from panel_refunds.flows.pay_refund import pay_refund

    return pay_refund(desk, refund_id)


def _record(desk: Desk, refund_id: str, reference: str, by: str) -> Refund:
    from panel_refunds.flows.record_payout import record_payout

    return record_payout(desk, refund_id, reference=reference, by=by)


def _resolve(desk: Desk, refund_id: str, evidence: str, by: str, *, ran: bool) -> Refund:
    from panel_refunds.flows.resolve_attempt import resolve_attempt

    return resolve_attempt(desk, refund_id, ran=ran, evidence=evidence, by=by)


def _shown(desk: Desk, refund: Refund) -> list[tuple[Refund, str]]:
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
