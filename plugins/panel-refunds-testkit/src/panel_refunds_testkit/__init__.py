"""The conformance kit: what an adapter has to show before somebody else's money goes through it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from panel_refunds_testkit.conformance import (
        FraudCheckConformance,
        GatewayConformance,
        NotifierConformance,
        OrderProviderConformance,
        RuleConformance,
    )

__all__ = [
    "FraudCheckConformance",
    "GatewayConformance",
    "NotifierConformance",
    "OrderProviderConformance",
    "RuleConformance",
]


def __getattr__(name: str) -> Any:
    """The classes are loaded when somebody asks for one: a run of pytest without them need not load the whole core."""
    if name in __all__:
        return getattr(import_module("panel_refunds_testkit.conformance"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
