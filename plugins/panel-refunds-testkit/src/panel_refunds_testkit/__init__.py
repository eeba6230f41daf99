"""The conformance kit: what an adapter has to show before somebody else's money goes through it."""

from panel_refunds_testkit.conformance import GatewayConformance

__all__ = ["GatewayConformance"]
