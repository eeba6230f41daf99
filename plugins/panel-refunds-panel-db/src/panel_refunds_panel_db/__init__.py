"""The order provider *panel database*: how orders stand, read from the panel's own tables.

Where the panel keeps its orders in MySQL, MariaDB or PostgreSQL, nobody has to teach it to answer questions: a mapping
file says which table and columns tell the status and what remains, and this reads them. It only ever reads. What it
cannot read for certain is unknown and waits for a person: a wrong reading pays money out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, OrderProvider, Surroundings
from panel_refunds_panel_db.settings import SETTINGS, parse_settings

__all__ = ["order_providers"]


def _build(given: Mapping[str, Any], surroundings: Surroundings) -> OrderProvider:
    """One provider of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_panel_db.provider import PanelDatabase

    return PanelDatabase(parse_settings(given, surroundings.folder), surroundings)


@hookimpl
def order_providers() -> Sequence[Factory[OrderProvider]]:
    """The one factory of this plugin: ``use = "panel_db"``."""
    return [Factory("panel_db", _build, settings=SETTINGS, contract="1.1", title="The panel's own database")]
