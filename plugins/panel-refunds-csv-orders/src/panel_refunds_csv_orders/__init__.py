"""The order provider *csv*: how orders stand, read from a file that somebody drops.

For upstreams without an API: a supplier who mails a table, an export that a script fetches. The plugin finds the file
below the tenant's folder (``opening``), makes sure that it is whole and reads it row by row (``reading``), and answers
about the orders it is asked about. It writes nothing, keeps nothing, and where the file leaves a doubt about an order
it says so instead of an answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, OrderProvider, Surroundings
from panel_refunds_csv_orders.provider import CsvOrders
from panel_refunds_csv_orders.settings import SETTINGS, parse_settings

__all__ = ["order_providers"]


def _build(given: Mapping[str, Any], surroundings: Surroundings) -> OrderProvider:
    """One file of one tenant; opens nothing. ``Refused`` names the setting that is wrong."""
    return CsvOrders(parse_settings(given), surroundings)


@hookimpl
def order_providers() -> Sequence[Factory[OrderProvider]]:
    """The one factory of this plugin: ``use = "csv"``."""
    return [Factory("csv", _build, settings=SETTINGS, contract="1.1", title="Statuses from a CSV file")]
