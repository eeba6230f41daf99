"""The order provider *SMM panel API v2*: one address, a POST form, many dialects.

Most upstream panels speak it, no two of them alike. The plugin asks (``provider``, ``transport``) and, what matters
more, reads: ``reading`` turns whatever came back into words the core can decide on, and says "unknown" rather than
guess, because a wrong reading pays money out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, OrderProvider, Surroundings
from panel_refunds_smm_v2.settings import SETTINGS, parse_settings

__all__ = ["order_providers"]


def _build(given: Mapping[str, Any], surroundings: Surroundings) -> OrderProvider:
    """One provider of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_smm_v2.provider import SmmV2Provider

    return SmmV2Provider(parse_settings(given), surroundings)


@hookimpl
def order_providers() -> Sequence[Factory[OrderProvider]]:
    """The one factory of this plugin: ``use = "smm_v2"``."""
    return [Factory("smm_v2", _build, settings=SETTINGS, contract="1.1", title="SMM panel API v2")]
