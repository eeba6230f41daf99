"""The gateway *Stripe*: deposits that were paid there are verified there, and go back to the card that paid.

The plugin speaks through Stripe's own library and says as little as possible: one request, one answer, never a second
try. What matters is the reading. Whatever could have run is called *unknown* and looked up; only what Stripe clearly
refused is refused; nothing is taken for a success but a refund with an id, of the right payment and amount.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Gateway, Surroundings
from panel_refunds_stripe.settings import SETTINGS, parse_settings

__all__ = ["gateways"]


def _build(given: Mapping[str, Any], surroundings: Surroundings) -> Gateway:
    """One account of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_stripe.gateway import StripeGateway

    return StripeGateway(parse_settings(given), surroundings)


@hookimpl
def gateways() -> Sequence[Factory[Gateway]]:
    """The one factory of this plugin: ``use = "stripe"``."""
    return [Factory("stripe", _build, settings=SETTINGS, contract="1.1", title="Stripe")]
