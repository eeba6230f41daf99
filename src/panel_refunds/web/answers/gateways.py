"""A gateway as operators see it: whether anything is sent through it, and if not, why."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.store import GatewayStop
from panel_refunds.web.answers.viewer import Viewer
from panel_refunds.web.fields import Shown


class GatewayView(Shown):
    """``state`` is ``running`` or ``stopped``; ``next_try_at`` is when one refund may try whether it works again."""

    name: str
    state: str
    why: str | None = None
    stopped_at: datetime | None = None
    stopped_by: str | None = None
    next_try_at: datetime | None = None


class GatewaysView(Shown):
    """The tenant's gateways, by name."""

    gateways: list[GatewayView]


def show_gateway(call: Viewer, name: str) -> GatewayView:
    """One gateway as it is now; refused with ``not_found``."""
    call.desk.gateway(name)
    with call.desk.read() as books:
        return _view(name, books.find_gateway_stop(name))


def show_gateways(call: Viewer) -> GatewaysView:
    """All of them."""
    with call.desk.read() as books:
        stops = {stop.gateway: stop for stop in books.gateway_stops()}
    return GatewaysView(gateways=[_view(name, stops.get(name)) for name in sorted(call.desk.gateways)])


def _view(name: str, stop: GatewayStop | None) -> GatewayView:
    if stop is None:
        return GatewayView(name=name, state="running")
    return GatewayView(
        name=name,
        state="stopped",
        why=stop.why,
        stopped_at=stop.stopped_at,
        stopped_by=stop.stopped_by,
        next_try_at=stop.probe_at,
    )
