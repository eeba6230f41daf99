"""One desk per tenant: its plugins' objects, its books, the clock, and ids.

All desks are made together and swapped together, so whoever asks sees one installation and never a mixture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

import structlog

from panel_refunds.app.new_ids import new_id
from panel_refunds.app.opinions import Opinions
from panel_refunds.app.ways_in import NO_WAYS_IN, WaysIn
from panel_refunds.flows.desk import NOWHERE, Desk, PluginUsed
from panel_refunds.flows.sealing import NO_KEY, Sealing
from panel_refunds.plugins.host_settings import audience_of
from panel_refunds.plugins.tenant_plugins import TenantPlugins
from panel_refunds.ports import Gateway
from panel_refunds.store import Files, Store
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.tickets.audience import Audience

CUSTOMER_KEY = "panel_customer"
NO_GATEWAYS: Mapping[str, Gateway] = MappingProxyType({})


def make_desk(
    tenant: Tenant,
    plugins: TenantPlugins,
    store: Store,
    now: Callable[[], datetime],
    gateways: Mapping[str, Gateway] = NO_GATEWAYS,
    make_id: Callable[[str], str] = new_id,
    sealing: Sealing = NO_KEY,
    files: Files = NOWHERE,
    ways_in: WaysIn = NO_WAYS_IN,
) -> Desk:
    """The desk of ``tenant``; ``gateways`` stand in the place of its own of the same name, or beside them."""
    opinions = Opinions(plugins)
    return Desk(
        tenant=tenant,
        store=store,
        now=now,
        new_id=make_id,
        gateways=MappingProxyType({**plugins.gateways, **gateways}),
        providers=plugins.order_providers,
        notifiers=plugins.notifiers,
        ask_fraud_checks=opinions.of_checks,
        ask_rules=opinions.of_rules,
        ask_dry_runs=opinions.of_dry_runs,
        log=structlog.get_logger("panel_refunds").bind(tenant=tenant.slug),
        poll_every=_poll_every(plugins),
        customer_keys=_customer_keys(plugins),
        audiences=_audiences(plugins),
        redact=plugins.redact,
        has_checks=bool(plugins.fraud_checks),
        plugin_of=plugins.failures.plugins(),
        plugins_used=_plugins_used(plugins),
        sealing=sealing,
        files=files,
        token_keys=ways_in.token_keys,
        sign_in_service=ways_in.sign_in_service,
    )


def _poll_every(plugins: TenantPlugins) -> Mapping[str, timedelta]:
    every = {
        name: timedelta(seconds=seconds)
        for name in plugins.order_providers
        if isinstance(seconds := plugins.settings_of("order_providers", name).get("poll_seconds"), int)
    }
    return MappingProxyType(every)


def _customer_keys(plugins: TenantPlugins) -> Mapping[str, str]:
    """The gateways whose file says ``credit_by_webhook``, with the key that names the customer on a payment."""
    found: dict[str, str] = {}
    for name in plugins.gateways:
        settings = plugins.settings_of("gateways", name)
        if settings.get("credit_by_webhook") is True:
            found[name] = str(settings.get("customer_key") or CUSTOMER_KEY)
    return MappingProxyType(found)


def _plugins_used(plugins: TenantPlugins) -> Mapping[str, PluginUsed]:
    used: dict[str, PluginUsed] = {}
    for (kind, name), standing in plugins.standings.items():
        plugin, version = plugins.made_by[kind, name]
        used[f"{kind}.{name}"] = PluginUsed(plugin, version, standing.state, standing.why)
    return MappingProxyType(used)


def _audiences(plugins: TenantPlugins) -> Mapping[str, Audience]:
    return MappingProxyType({name: audience_of(plugins.settings_of("notifiers", name)) for name in plugins.notifiers})
