"""Gateways through which nothing is sent for now: one row for each, seen by every process, gone when it works again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, select, update

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.records import GatewayStop
from panel_refunds.store.refunds import REFUNDS
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, text_param, the_tenant, time_param
from panel_refunds.store.tables import DepositRow, GatewayStopRow
from panel_refunds.store.work import WORK

STOPS = Shape(GatewayStop, GatewayStopRow)

_STOP, _WORK, _REFUND, _DEPOSIT = STOPS.table.c, WORK.table.c, REFUNDS.table.c, DepositRow.__table__.c
_ALL = Statement(STOPS.select().order_by(_STOP.gateway))
_OF_ONE = Statement(STOPS.select(_STOP.gateway == text_param("gateway")))
_IS_IT = (_STOP.tenant_id == the_tenant(), _STOP.gateway == text_param("gateway"))
_END = Statement(delete(STOPS.table).where(*_IS_IT))
_TAKE_PROBE = Statement(
    update(STOPS.table)
    .where(*_IS_IT, _STOP.probe_at <= time_param("now"))
    .values(probe_at=time_param("next_at"), probes=_STOP.probes + 1)
)
_GIVE_PROBE_BACK = Statement(
    update(STOPS.table).where(*_IS_IT, _STOP.probe_at.is_not(None)).values(probe_at=time_param("now"))
)
_WAITING = (
    select(_REFUND.refund_id)
    .join(
        DepositRow.__table__,
        (_DEPOSIT.tenant_id == _REFUND.tenant_id) & (_DEPOSIT.deposit_id == _REFUND.deposit_id),
    )
    .where(
        _REFUND.tenant_id == the_tenant(),
        _DEPOSIT.tenant_id == the_tenant(),
        _DEPOSIT.gateway == text_param("gateway"),
        or_(_REFUND.state == "approved", _REFUND.state == "sending"),
    )
)
_HASTEN = Statement(
    update(WORK.table)
    .where(
        _WORK.tenant_id == the_tenant(),
        or_(_WORK.kind == "pay", _WORK.kind == "follow"),
        _WORK.due_at > time_param("now"),
        _WORK.ref.in_(_WAITING),
    )
    .values(due_at=time_param("now"))
)


class GatewayStopChapter(Chapter):
    """Stopped gateways of one transaction."""

    def gateway_stops(self) -> list[GatewayStop]:
        """The gateways that are stopped, by name."""
        return self._records(STOPS, _ALL)

    def find_gateway_stop(self, gateway: str) -> GatewayStop | None:
        """Why and since when this gateway is stopped; None when it works."""
        return self._find(STOPS, _OF_ONE, gateway=gateway)

    def add_gateway_stop(self, stop: GatewayStop) -> bool:
        """Stop a gateway; False when it was stopped already, by whoever was faster."""
        self._add_if_absent(STOPS, stop)
        kept = self.find_gateway_stop(stop.gateway)
        return kept is not None and kept.stop_id == stop.stop_id

    def end_gateway_stop(self, gateway: str) -> bool:
        """Start a gateway again; False when it was not stopped."""
        return self._change(_END, gateway=gateway) == 1

    def take_probe(self, gateway: str, now: datetime, next_at: datetime) -> bool:
        """Take the one try that is due at ``now``, the next one at ``next_at``; False when it is not our turn."""
        return self._change(_TAKE_PROBE, gateway=gateway, now=now, next_at=next_at) == 1

    def give_probe_back(self, gateway: str, now: datetime) -> None:
        """The try came to nothing that tells of the gateway: somebody else may have it at once."""
        self._change(_GIVE_PROBE_BACK, gateway=gateway, now=now)

    def hasten_refunds(self, gateway: str, now: datetime) -> int:
        """What waits to be sent or looked up at this gateway is due now; returns how many pieces of work that are."""
        return self._change(_HASTEN, gateway=gateway, now=now)
