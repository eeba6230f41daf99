"""The stage on which one story is told: a desk like the service's, with a scripted gateway and a scripted provider.

Rules and fraud checks are the tenant's own. Every gateway of the tenant is the same scripted one, so that a story can
script "the next sending" without saying where; statuses are read by the rules of the ``smm_v2`` adapter. Each story is
told to a tenant of its own in the same database, which keeps stories apart as surely as it keeps tenants apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import structlog

from panel_refunds.app.desks import make_desk
from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.plugins.faults import PluginFault, PluginFaultsError
from panel_refunds.plugins.host import PluginHost
from panel_refunds.plugins.kinds import Kind
from panel_refunds.plugins.surroundings import HttpClients, make_surroundings
from panel_refunds.plugins.tenant_plugins import TenantPlugins
from panel_refunds.ports import OrderProvider, OrderState
from panel_refunds.store import Books, Store
from panel_refunds.tenants.hosts import Excluded, Governed, HostMap
from panel_refunds.tenants.tenant import Site, Tenant
from panel_refunds.testing.scripted_gateway import ScriptedGateway
from panel_refunds.testing.scripted_provider import ScriptedProvider
from panel_refunds.testing.stories.clock import StoryClock, StoryIds
from panel_refunds.testing.stories.story import Case

READER = "smm_v2"
_NOWHERE: Mapping[str, Any] = MappingProxyType({"url": "https://provider.invalid/api/v2", "key": "none"})


@dataclass(slots=True)
class Stage:
    """What the tellers of one story work with; the maps go from the story's names to our ids."""

    desk: Desk
    clock: StoryClock
    gateway: ScriptedGateway
    provider: ScriptedProvider
    reader: OrderProvider
    host: str
    policy: str | None
    gateway_name: str | None
    provider_name: str
    deposits: dict[str, str] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)
    requests: dict[str, str] = field(default_factory=dict)
    customers: dict[str, None] = field(default_factory=dict)

    @property
    def tenant(self) -> Tenant:
        """The tenant to whom the story is told."""
        return self.desk.tenant

    def site(self) -> Site:
        """The site on which the customer asks; refused as the service refuses a host that is not governed."""
        found = HostMap.build([self.tenant]).resolve(self.host)
        if isinstance(found, Governed):
            return found.site
        raise Refused("site_excluded" if isinstance(found, Excluded) else "not_found", field="host")

    def find(self, known: Mapping[str, str], name: str) -> str:
        """Our id of what the story calls ``name``; for a name without a thing an id that nothing has."""
        return known.get(name, f"none_{name}")

    def find_wallet(self, books: Books, customer: str) -> str | None:
        """The customer's wallet in the tenant's currency, or the only other one."""
        own = books.find_wallet(customer, self.tenant.currency)
        return own or next(iter(books.wallets_of(customer)), None)

    def currency_of(self, customer: str) -> str:
        """The currency of that wallet."""
        with self.desk.read() as books:
            found = self.find_wallet(books, customer)
            return books.currency_of(found) if found else self.tenant.currency

    def read_state(self, ref: str, word: str, remains: int | str | None) -> OrderState:
        """The provider's answer about one order, as the adapter reads it."""
        said = {"status": word} if remains is None else {"status": word, "remains": remains}
        reading = self.reader.read_reply(json.dumps(said).encode(), action="status", asked=[ref], http_status=200)
        state = reading["orders"][ref]
        return OrderState(state["status"], state["raw_status"], state["remains"])


@dataclass(slots=True)
class Theatre:
    """One tenant's plugins and one database, for any number of stories."""

    tenant: Tenant
    store: Store
    clock: StoryClock
    plugins: TenantPlugins
    reader: OrderProvider
    told: int = 0

    @classmethod
    def open(cls, tenant: Tenant, store: Store) -> Theatre:
        """Build the tenant's rules, checks and providers without a look at any secret or socket."""
        clock = StoryClock()
        host = PluginHost.load_for([tenant])
        kinds: tuple[Kind, ...] = ("order_providers", "fraud_checks", "rules")
        plugins = host.for_tenant(tenant, now=clock.now, kinds=kinds, read_secrets=False)
        return cls(tenant, store, clock, plugins, _find_reader(tenant, plugins, host))

    def stage(self, case: Case) -> Stage:
        """A stage on which nothing has happened yet."""
        self.told += 1
        tenant = replace(self.tenant, slug=f"{self.tenant.slug}.story-{self.told}")
        gateway = ScriptedGateway(now=self.clock.now)
        provider = ScriptedProvider(self.reader.read_status)
        names = tuple(self.tenant.order_providers) or (READER,)
        plugins = replace(
            self.plugins,
            order_providers=MappingProxyType(dict.fromkeys(names, provider)),
            settings=MappingProxyType({("order_providers", name): {} for name in names} | dict(self.plugins.settings)),
        )
        gateways = dict.fromkeys(tenant.gateways, gateway)
        ids = StoryIds(self.clock)
        desk = make_desk(tenant, plugins, self.store, self.clock.now, gateways, ids)
        host = case.site or _own_host(tenant)
        found = HostMap.build([tenant]).resolve(host)
        return Stage(
            desk=replace(desk, log=_SILENT),
            clock=self.clock,
            gateway=gateway,
            provider=provider,
            reader=self.reader,
            host=host,
            policy=found.site.policy if isinstance(found, Governed) else None,
            gateway_name=next(iter(tenant.gateways), None),
            provider_name=names[0],
        )

    def close(self) -> None:
        """Let the plugins go; the store is the caller's."""
        self.plugins.close()


def _find_reader(tenant: Tenant, plugins: TenantPlugins, host: PluginHost) -> OrderProvider:
    """The adapter that reads statuses: the tenant's own, with the words it was taught, or a fresh one."""
    for name, use in tenant.order_providers.items():
        if use.use == READER:
            return plugins.get_order_provider(name)
    try:
        factory = host.get_factory("order_providers", READER)
    except LookupError as error:
        text = f"stories tell statuses in its words; {error.args[0]}. Install panel-refunds-smm-v2."
        raise PluginFaultsError("The stories cannot be told:", [PluginFault("factory_unknown", READER, text)]) from None
    around = make_surroundings(tenant.slug, READER, now=plugins.now, http_clients=HttpClients(), redact=plugins.redact)
    provider: OrderProvider = factory.build(
        {name: setting.default for name, setting in factory.settings.items()} | dict(_NOWHERE), around
    )
    return provider


def _own_host(tenant: Tenant) -> str:
    """The tenant's first host without a wildcard; where all have one, a host below the first."""
    hosts = [host for site in tenant.sites for host in site.hosts]
    plain = (host for host in hosts if not host.startswith("*."))
    return next(plain, f"www{hosts[0].removeprefix('*')}")


def _drop(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:  # noqa: ARG001 - structlog's shape
    raise structlog.DropEvent


# A gateway that is scripted to be silent is nothing to warn anybody about.
_SILENT = structlog.wrap_logger(None, processors=[_drop])
