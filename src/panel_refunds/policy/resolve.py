"""Which settings hold for this deposit or this order: a version's rules with its exceptions applied."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from panel_refunds.policy.settings import OrderRules, PolicyVersion, Rules


def rules_for_deposit(version: PolicyVersion, *, method: str, gateway: str) -> Rules:
    """The rules for money that came by ``method`` through ``gateway``; of several exceptions the later wins."""
    return _resolved(version, {"method": method, "gateway": gateway})


def rules_for_order(version: PolicyVersion, *, provider: str, service: str) -> OrderRules:
    """The rules for an order of ``service`` at ``provider``."""
    return _resolved(version, {"provider": provider, "service": service}).orders


def _resolved(version: PolicyVersion, facts: Mapping[str, str]) -> Rules:
    rules = version.rules
    for exception in version.exceptions:
        if exception.condition.holds(facts):
            for path, value in exception.changes:
                rules = changed(rules, path, value)
    return rules


def changed(holder: Any, path: tuple[str, ...], value: object) -> Any:
    """A copy of frozen settings (or of a mapping in them) with the field at ``path`` set to ``value``."""
    key, rest = path[0], path[1:]
    if isinstance(holder, Mapping):
        return MappingProxyType({**holder, key: value})
    return dataclasses.replace(holder, **{key: changed(getattr(holder, key), rest, value) if rest else value})
