"""The stand on which an adapter is tried: the adapter as the host builds it, at the address of its peer."""

from panel_refunds_testkit.stand.adapter_stand import AdapterStand, AnyStand, Built
from panel_refunds_testkit.stand.gateway_stand import BuiltGateway, GatewayStand
from panel_refunds_testkit.stand.heard import Heard, HeardLog

__all__ = ["AdapterStand", "AnyStand", "Built", "BuiltGateway", "GatewayStand", "Heard", "HeardLog"]
