"""The gateway *AcmePay*.

One module for each thing an author has to think about: ``settings`` (what a tenant may say), ``capabilities`` (what the
vendor can do), ``reading`` (its words into ours), ``refunds`` (sending one, and what became of it), ``webhooks``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Gateway, Surroundings
from panel_refunds_example.settings import SETTINGS, parse_settings

__all__ = ["gateways"]


def _build(given: Mapping[str, Any], surroundings: Surroundings) -> Gateway:
    """One account of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_example.gateway import AcmePayGateway

    return AcmePayGateway(parse_settings(given), surroundings)


@hookimpl
def gateways() -> Sequence[Factory[Gateway]]:
    """The one factory of this plugin: ``use = "acmepay"``."""
    return [Factory("acmepay", _build, settings=SETTINGS, contract="1.1", title="AcmePay")]
