"""The gateway *PayTR*: card payments taken there go back to the card.

PayTR recognises nothing: the same request again refunds again. So nothing is sent before the order was looked at, a
refund carries the attempt that made it as its reference, and what became of it is read from the order and from nowhere
else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Gateway, Surroundings
from panel_refunds_paytr.settings import SETTINGS, parse_settings

__all__ = ["gateways"]


def _build(given: Mapping[str, Any], surroundings: Surroundings) -> Gateway:
    """One shop of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_paytr.gateway import PayTRGateway

    return PayTRGateway(parse_settings(given), surroundings)


@hookimpl
def gateways() -> Sequence[Factory[Gateway]]:
    """The one factory of this plugin: ``use = "paytr"``."""
    return [Factory("paytr", _build, settings=SETTINGS, contract="1.1", title="PayTR")]
