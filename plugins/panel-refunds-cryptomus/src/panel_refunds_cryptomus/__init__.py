"""The gateway *Cryptomus* (and its twin *Heleket*): deposits paid in crypto, given back by an operator.

A payment on a chain has no way back: whoever pays it back needs an address, and only the customer can tell one. So
nothing is ever sent from here. Deposits are verified, refunds that somebody made at the vendor are seen, and a refund
of ours is an operator's task.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Gateway, Surroundings
from panel_refunds_cryptomus.settings import SETTINGS, parse_settings

__all__ = ["gateways"]


def _build(given: Mapping[str, Any], surroundings: Surroundings) -> Gateway:
    """One merchant of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_cryptomus.gateway import CryptomusGateway

    return CryptomusGateway(parse_settings(given), surroundings)


@hookimpl
def gateways() -> Sequence[Factory[Gateway]]:
    """The one factory of this plugin: ``use = "cryptomus"``."""
    return [Factory("cryptomus", _build, settings=SETTINGS, contract="1.1", title="Cryptomus or Heleket")]
