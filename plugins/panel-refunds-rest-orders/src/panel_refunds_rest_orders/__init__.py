"""Two order providers that speak REST: ``rest``, described in the tenant's file, and ``parent_panel``.

``rest`` asks an upstream whose addresses, fields and words the operator writes down, and hears its signed webhooks.
``parent_panel`` asks the panel-refunds of the panel from which a child panel buys. Both read strictly: a reply that
cannot be read for sure touches no order, and a word that nobody wrote down pays nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, OrderProvider, Surroundings
from panel_refunds_rest_orders.parent_settings import PARENT_SETTINGS, parse_parent_settings
from panel_refunds_rest_orders.settings import SETTINGS, parse_settings

__all__ = ["order_providers"]


def _build_rest(given: Mapping[str, Any], surroundings: Surroundings) -> OrderProvider:
    """One upstream of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_rest_orders.provider import RestProvider

    return RestProvider(parse_settings(given), surroundings)


def _build_parent(given: Mapping[str, Any], surroundings: Surroundings) -> OrderProvider:
    """One parent panel of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_rest_orders.parent_panel import ParentPanel

    return ParentPanel(parse_parent_settings(given), surroundings)


@hookimpl
def order_providers() -> Sequence[Factory[OrderProvider]]:
    """The two factories of this plugin: ``use = "rest"`` and ``use = "parent_panel"``."""
    return [
        Factory(
            "rest",
            _build_rest,
            settings=SETTINGS,
            contract="1.1",
            title="REST upstream, described in the tenant's file",
        ),
        Factory(
            "parent_panel",
            _build_parent,
            settings=PARENT_SETTINGS,
            contract="1.1",
            title="Parent panel with panel-refunds",
        ),
    ]
