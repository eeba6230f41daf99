"""The gateway *Razorpay*: payments taken there go back to the card, wallet, bank or UPI account that paid.

Razorpay has one error code for nearly everything, so much of this plugin is reading sentences. A sentence that is not
known here is a refusal only where the answer is one; whatever may have run is looked up by the attempt in its notes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Gateway, Surroundings
from panel_refunds_razorpay.settings import SETTINGS, parse_settings

__all__ = ["gateways"]


def _build(given: Mapping[str, Any], surroundings: Surroundings) -> Gateway:
    """One account of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_razorpay.gateway import RazorpayGateway

    return RazorpayGateway(parse_settings(given), surroundings)


@hookimpl
def gateways() -> Sequence[Factory[Gateway]]:
    """The one factory of this plugin: ``use = "razorpay"``."""
    return [Factory("razorpay", _build, settings=SETTINGS, contract="1.1", title="Razorpay")]
