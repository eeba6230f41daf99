"""``panel-refunds webhooks``: what to enter at each gateway and order provider so that it can tell us what happens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from panel_refunds.cli.opening import open_service, pick_tenant
from panel_refunds.cli.options import AsJson, Database, Root, TenantName
from panel_refunds.cli.output import print_json

if TYPE_CHECKING:
    from panel_refunds.flows.desk import Desk
    from panel_refunds.tenants.tenant import PluginUse

SECRETS = "webhook_secrets"
ABOUT_ORDERS = "all about orders; each is a hint, the orders themselves are asked about"


def webhooks(
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at", metavar="URL", help="Where the service is reached; without it https:// and the first host."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show for each gateway and order provider with webhooks the address to enter there, the events, and its secrets.

    Of a secret is shown where it comes from and whether there is one, never the secret.
    """
    with open_service(root, database, calls_out=False) as service:
        tenants = service.directory.current.tenants
        wanted = sorted(tenants) if tenant is None else [pick_tenant(tenants, tenant)]
        found = [each for slug in wanted for each in _heard(service.desk(slug), at)]
    if as_json:
        print_json(found)
    else:
        told = "\n\n".join("\n".join(_told(each)) for each in found)
        typer.echo(told or "no gateway and no order provider here has webhooks")


def _heard(desk: Desk, at: str | None) -> Iterator[dict[str, Any]]:
    from panel_refunds.flows.apply_hint import hints_not_ours
    from panel_refunds.web.webhooks import PREFIX, address_of, provider_address_of

    slug = desk.tenant.slug
    base = (at or f"https://{desk.tenant.sites[0].hosts[0].removeprefix('*.')}").rstrip("/")
    for name in sorted(desk.gateways):
        can = desk.gateways[name].capabilities("card")
        if can.webhooks:
            yield {
                "tenant": slug,
                "gateway": name,
                "address": f"{base}{PREFIX}/{address_of(slug, name)}",
                "events": list(can.webhook_events),
                "secrets": _secrets(desk, desk.tenant.gateways[name]),
            }
    for name in sorted(desk.providers):
        if desk.providers[name].capabilities().webhooks:
            yield {
                "tenant": slug,
                "provider": name,
                "address": f"{base}{PREFIX}/{provider_address_of(slug, name)}",
                "events": [ABOUT_ORDERS],
                "secrets": _secrets(desk, desk.tenant.order_providers[name]),
                "not_ours": hints_not_ours(desk, name),
            }


def _secrets(desk: Desk, used: PluginUse) -> list[dict[str, Any]]:
    """Where each of the webhook secrets comes from, and whether something is there."""
    from panel_refunds.plugins.secrets import Redactor, SecretMissingError, SecretReader

    reader = SecretReader(os.environ, desk.tenant.folder, Redactor())
    secrets: list[dict[str, Any]] = []
    for ref in used.settings.get(SECRETS, ()):
        try:
            there = bool(reader.read(ref).strip())
        except SecretMissingError:
            there = False
        secrets.append({"from": f"{ref.kind} {ref.name}", "set": there})
    return secrets


def _told(each: dict[str, Any]) -> list[str]:
    secrets = [f"{secret['from']}: {'set' if secret['set'] else 'NOT SET'}" for secret in each["secrets"]]
    told = [
        f"{each['tenant']} / {each.get('gateway') or each['provider']}",
        f"  address  {each['address']}",
        f"  secrets  {', '.join(secrets) or f'none; without {SECRETS} no event is believed'}",
        "  events   " + "\n           ".join(each["events"]),
    ]
    if each.get("not_ours"):
        told.append(f"  ignored  events that named orders which are not ours: {each['not_ours']}")
    return told
