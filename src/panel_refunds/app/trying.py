"""A rule on trial: built for one command, beside the desk of its tenant, at which it is then not asked.

It is a rule of the tenant's file, with or without some settings of it changed, or a condition in CEL that stands in no
file yet. Built the same way as all others, so what is wrong with it is told as it would be at start.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from panel_refunds.app.composition import Service
from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.try_rule import AskRule
from panel_refunds.plugins.ask import ask_rules
from panel_refunds.plugins.faults import nearest
from panel_refunds.plugins.kinds import Kind
from panel_refunds.plugins.tenant_plugins import TenantPlugins
from panel_refunds.tenants.tenant import Place, PluginUse, Tenant

CEL = "cel"
_RULES: tuple[Kind, ...] = ("rules",)
UNNAMED = "on_trial"
_FRESH: Mapping[str, str] = MappingProxyType(
    {"effect": "review", "code": UNNAMED, "clause": "–", "text": "A rule on trial."}
)


@dataclass(frozen=True, slots=True)
class OnTrial:
    """A rule on trial: its name, the desk without it, and how to ask it."""

    name: str
    desk: Desk
    ask_rule: AskRule


@contextmanager
def rule_on_trial(
    service: Service, slug: str, name: str | None, settings: Mapping[str, str] = MappingProxyType({})
) -> Iterator[OnTrial]:
    """The rule that ``slug`` calls ``name``, with ``settings`` in place of its own; without a name, a new one in CEL.

    Refused with ``not_found`` for a name the tenant's file does not have; PluginSettingsError for a rule that cannot be
    built.
    """
    desk = service.desk(slug)
    use = _find_use(desk.tenant, name, settings)
    others = {each: other for each, other in desk.tenant.rules.items() if each != use.name}
    # Whoever tries an expression need not have enabled the plugin yet.
    enabled = desk.tenant.plugins if name or CEL in desk.tenant.plugins else (*desk.tenant.plugins, CEL)
    alone = _built(service, replace(desk.tenant, plugins=enabled, rules=MappingProxyType({use.name: use})))
    rest = _built(service, replace(desk.tenant, rules=MappingProxyType(others)))
    try:
        yield OnTrial(use.name, replace(desk, ask_rules=partial(ask_rules, rest)), partial(ask_rules, alone))
    finally:
        alone.close()
        rest.close()


def _find_use(tenant: Tenant, name: str | None, settings: Mapping[str, str]) -> PluginUse:
    if name is None:
        file = Place(tenant.folder / "tenant.toml")
        return PluginUse(UNNAMED, CEL, MappingProxyType({**_FRESH, **settings}), file)
    if name not in tenant.rules:
        text = f"{tenant.slug} has no [rules.{name[:40]}]; {nearest(name, list(tenant.rules))}."
        raise Refused("not_found", text, field="rule")
    use = tenant.rules[name]
    return replace(use, settings=MappingProxyType({**use.settings, **settings}), dry_run=False)


def _built(service: Service, tenant: Tenant) -> TenantPlugins:
    return service.host.for_tenant(tenant, now=service.now, kinds=_RULES, read_secrets=False)
