"""The gateway *PhonePe*: payments taken with its payment gateway (version 2) go back to where they came from.

Here the merchant names a refund, and PhonePe answers only about a name: there is no list. So the name is made of the
attempt's id, the same refund asked for again is refused or answered as it is, and whatever is not certain is looked up
by that name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Gateway, Surroundings
from panel_refunds_phonepe.settings import SETTINGS, parse_settings

__all__ = ["gateways"]


def _build(given: Mapping[str, Any], surroundings: Surroundings) -> Gateway:
    """One account of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_phonepe.gateway import PhonePeGateway

    return PhonePeGateway(parse_settings(given), surroundings)


@hookimpl
def gateways() -> Sequence[Factory[Gateway]]:
    """The one factory of this plugin: ``use = "phonepe"``."""
    return [Factory("phonepe", _build, settings=SETTINGS, contract="1.1", title="PhonePe")]
