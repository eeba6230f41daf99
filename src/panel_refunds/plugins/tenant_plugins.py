"""The plugins as one tenant sees them: built objects, by the tenant's own words.

A ``[gateways.stripe_eu] use = "stripe"`` of the tenant's file is ``gateways["stripe_eu"]`` here. The value is frozen;
``dataclasses.replace`` makes another one, as stories do that put a scripted gateway in every gateway's place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeVar

from panel_refunds.plugins.apart.kept_apart import Keeper
from panel_refunds.plugins.certificates import Standing
from panel_refunds.plugins.deadline import Patience
from panel_refunds.plugins.failures import Failures
from panel_refunds.plugins.faults import PluginFault
from panel_refunds.plugins.kinds import Kind
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.plugins.surroundings import HttpClients
from panel_refunds.ports import FraudCheck, Gateway, Notifier, OrderProvider, Rule

ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class TenantPlugins:
    """What one tenant's file configures, built.

    ``settings`` has the checked settings of each object without secrets, by kind and name; ``made_by`` the plugin that
    gave it, with its version, ``standings`` how each stands with the conformance kit; ``redact`` takes this tenant's
    secrets out of any text before it is stored or shown; ``warnings`` are what an operator should know. The rules named
    in ``dry_runs`` are asked for the record only. ``failures`` remembers which objects failed, and ``keepers`` keep the
    processes of objects that live apart.
    """

    tenant: str
    now: Callable[[], datetime]
    gateways: Mapping[str, Gateway] = field(default_factory=lambda: MappingProxyType({}))
    order_providers: Mapping[str, OrderProvider] = field(default_factory=lambda: MappingProxyType({}))
    fraud_checks: Mapping[str, FraudCheck] = field(default_factory=lambda: MappingProxyType({}))
    rules: Mapping[str, Rule] = field(default_factory=lambda: MappingProxyType({}))
    dry_runs: Collection[str] = frozenset()
    notifiers: Mapping[str, Notifier] = field(default_factory=lambda: MappingProxyType({}))
    settings: Mapping[tuple[Kind, str], Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    made_by: Mapping[tuple[Kind, str], tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    standings: Mapping[tuple[Kind, str], Standing] = field(default_factory=lambda: MappingProxyType({}))
    redact: Redactor = field(default_factory=Redactor)
    http_clients: HttpClients = field(default_factory=HttpClients, repr=False)
    patience: Patience = field(default_factory=Patience, repr=False)
    warnings: tuple[PluginFault, ...] = ()
    failures: Failures = field(default_factory=Failures, repr=False)
    keepers: tuple[Keeper, ...] = field(default=(), repr=False)

    def find_gateway(self, name: str) -> Gateway | None:
        """The gateway that this tenant calls ``name``, or None."""
        return self.gateways.get(name)

    def get_gateway(self, name: str) -> Gateway:
        """The gateway that this tenant calls ``name``; LookupError naming tenant and table when it has none."""
        return _get(self.tenant, "gateways", self.gateways, name)

    def find_order_provider(self, name: str) -> OrderProvider | None:
        """The order provider that this tenant calls ``name``, or None."""
        return self.order_providers.get(name)

    def get_order_provider(self, name: str) -> OrderProvider:
        """The order provider that this tenant calls ``name``; LookupError when it has none."""
        return _get(self.tenant, "order_providers", self.order_providers, name)

    def settings_of(self, kind: Kind, name: str) -> Mapping[str, Any]:
        """The checked settings of one object, secrets left out; LookupError when there is none of that name."""
        return _get(self.tenant, kind, {word: value for (of, word), value in self.settings.items() if of == kind}, name)

    def close(self) -> None:
        """Close the HTTP clients of all objects and end their processes; they cannot be used afterwards."""
        self.http_clients.close()
        for keeper in self.keepers:
            keeper.close()


def _get(tenant: str, kind: Kind, objects: Mapping[str, ValueT], name: str) -> ValueT:
    try:
        return objects[name]
    except KeyError:
        raise LookupError(f"tenant {tenant!r} has no [{kind}.{name}] in its file") from None
