"""The five kinds of things a plugin can give, one per hook.

Everywhere in the host a kind is the hook's own name, which is also the name of the table in a tenant's file:
``gateways``, ``order_providers``, ``fraud_checks``, ``rules``, ``notifiers``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from panel_refunds.ports import FraudCheck, Gateway, Notifier, OrderProvider, Rule

Kind = Literal["gateways", "order_providers", "fraud_checks", "rules", "notifiers"]

KINDS: tuple[Kind, ...] = ("gateways", "order_providers", "fraud_checks", "rules", "notifiers")
CERTIFIED_KINDS: tuple[Kind, ...] = ("gateways",)
"""Kinds of which a certificate is asked before they work with real money."""
MOST_METHODS = 100
_PROMISES: Mapping[Kind, type] = MappingProxyType(
    {
        "gateways": Gateway,
        "order_providers": OrderProvider,
        "fraud_checks": FraudCheck,
        "rules": Rule,
        "notifiers": Notifier,
    }
)


def missing_methods(kind: Kind, built: object) -> tuple[str, ...]:
    """The methods of the kind's port that ``built`` does not have; empty when it keeps the promise."""
    promised = [name for name in vars(_PROMISES[kind]) if not name.startswith("_")]
    return tuple(name for name in promised if not callable(getattr(built, name, None)))


def callable_names(kind: Kind, built: object) -> tuple[str, ...]:
    """What can be called of ``built``: the methods of its port, and others it offers besides (``WatchesPayments``)."""
    promised = {name for name in vars(_PROMISES[kind]) if not name.startswith("_")}
    offered = {name for name in dir(type(built)) if name.isidentifier() and not name.startswith("_")}
    found = sorted(name for name in promised | offered if callable(getattr(built, name, None)))
    return tuple(found[:MOST_METHODS])
