"""The operator console: how the tenant is, what it is made of, who works here, and whether the books hold."""

from __future__ import annotations

from panel_refunds.pages.address import Address
from panel_refunds.pages.console import (
    figures,
    health,
    invariants,
    keys,
    people,
    person,
    plugins,
    policies,
    sites,
    trail,
)
from panel_refunds.pages.console.entered import entered as only

_PERSON, _KEY = "/console/people/{login}", "/console/keys/{key}"

ADDRESSES: tuple[Address, ...] = (
    Address("console", "/console", "staff", show=only(health.show)),
    Address("console_figures", "/console/figures", "staff", show=only(figures.show)),
    Address("console_chart", "/console/figures/{chart}.svg", "staff", show=only(figures.show_chart)),
    Address(
        "console_invariants", "/console/invariants", "staff", show=only(invariants.show), send=only(invariants.look)
    ),
    Address("console_trail", "/console/trail", "staff", show=only(trail.show)),
    Address("console_policies", "/console/policies", "staff", show=only(policies.show)),
    Address("console_policy", "/console/policies/{label}", "staff", show=only(policies.show_changes)),
    Address("console_sites", "/console/sites", "staff", show=only(sites.show)),
    Address("console_plugins", "/console/plugins", "staff", show=only(plugins.show)),
    Address("console_people", "/console/people", "staff", show=only(people.show), send=only(people.add)),
    Address("console_person", _PERSON, "staff", show=only(person.show), send=only(person.send)),
    Address("console_keys", "/console/keys", "staff", show=only(keys.show), send=only(keys.make)),
    Address("console_key", _KEY, "staff", show=only(keys.show_one), send=only(keys.end)),
)
