"""The conformance kit: what an adapter has to show before somebody else's money goes through it."""

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
