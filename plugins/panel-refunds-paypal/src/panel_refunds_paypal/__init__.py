"""The gateway *PayPal* (Orders and Payments, version 2): payments go back to the account or card that paid.

PayPal has no list of a payment's refunds; they are found in the order that the payment belongs to, and are believed
only where the payment itself agrees. Webhooks are signed with a certificate, which is fetched, verified and kept in
memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Gateway, Surroundings
from panel_refunds_paypal.settings import SETTINGS, parse_settings

__all__ = ["gateways"]


def _build(given: Mapping[str, Any], surroundings: Surroundings) -> Gateway:
    """One account of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_paypal.gateway import PayPalGateway

    return PayPalGateway(parse_settings(given), surroundings)


@hookimpl
def gateways() -> Sequence[Factory[Gateway]]:
    """The one factory of this plugin: ``use = "paypal"``."""
    return [Factory("paypal", _build, settings=SETTINGS, contract="1.1", title="PayPal")]
