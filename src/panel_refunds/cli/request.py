"""``panel-refunds request``: open a refund request for a customer, from a ticket of the panel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from panel_refunds.cli.opening import open_desk
from panel_refunds.cli.options import AsJson, Database, Root, TenantName
from panel_refunds.cli.targets import OfDeposit, OfOrder, OfOrders, chosen_target
from panel_refunds.cli.telling import show_request

if TYPE_CHECKING:
    from panel_refunds.flows.desk import Desk


def request(
    customer: Annotated[str, typer.Argument(metavar="CUSTOMER", help="The panel's own id of the customer.")],
    amount: Annotated[str | None, typer.Option("--amount", metavar="AMOUNT", help='Like 40.00, or "all".')] = None,
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    deposit: OfDeposit = None,
    order: OfOrder = None,
    order_refunds: OfOrders = False,
    subject: Annotated[
        str | None, typer.Option("--subject", help="The ticket's subject; without it the one the policy asks for.")
    ] = None,
    text: Annotated[str, typer.Option("--text", help="What the customer wrote.")] = "",
    site: Annotated[
        str | None, typer.Option("--site", metavar="HOST", help="Where the customer asked; else the first host.")
    ] = None,
    channel: Annotated[str, typer.Option("--channel", help="How the request came in.")] = "panel",
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help="Without it, the tenant's own.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="ROLE-NAME", help="Who of the staff opens it for the customer.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Open a refund request: it is decided, and what can go back is set aside. Nothing is sent yet."""
    from panel_refunds.flows.request_refund import RefundAsked, request_refund

    target, about = chosen_target(deposit, order, everything_of_orders=order_refunds)
    with open_desk(root, database, tenant) as desk:
        host, policy = _site(desk, site)
        asked = RefundAsked(
            customer_id=customer,
            site=host,
            policy=policy,
            amount=amount,
            target=target or "everything",
            about=about,
            subject=_subject(desk, policy) if subject is None else subject,
            channel=channel,
            text=text,
            currency=currency,
            opened_by=by,
        )
        show_request(desk, request_refund(desk, asked), as_json=as_json)


def _site(desk: Desk, wanted: str | None) -> tuple[str, str]:
    """The host and the policy that governs there; a host this tenant leaves out is refused."""
    from panel_refunds.tenants.hosts import HostMap

    hosts = [host for site in desk.tenant.sites for host in site.hosts if not host.startswith("*.")]
    host = wanted or (hosts[0] if hosts else desk.tenant.sites[0].hosts[0].removeprefix("*."))
    return host, HostMap.build([desk.tenant]).site_for_key(host, desk.tenant.slug).policy


def _subject(desk: Desk, policy: str) -> str:
    return next(iter(desk.tenant.policy_at(policy, desk.now()).rules.tickets.subjects), "")
