"""How a tenant is: what is unknown, what is late, when a gateway was last heard. Each asks an index of what is open."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.statement import Statement, such_as, text_param, the_tenant, time_param
from panel_refunds.store.tables import AttemptRow, DeliveryRow, NoticeRow, WorkRow
from panel_refunds.store.tables.deposits import OPEN_ATTEMPT

_ATTEMPT, _DELIVERY = AttemptRow.__table__.c, DeliveryRow.__table__.c
_NOTICE, _WORK = NoticeRow.__table__.c, WorkRow.__table__.c
_UNKNOWN = Statement(
    select(func.count(), func.min(_ATTEMPT.created_at)).where(
        _ATTEMPT.tenant_id == the_tenant(), such_as(OPEN_ATTEMPT), such_as("state = 'unknown'")
    )
)
_LATE = Statement(
    select(func.count(), func.min(_WORK.due_at)).where(
        _WORK.tenant_id == the_tenant(),
        _WORK.due_at <= time_param("now"),
        or_(_WORK.lease_until.is_(None), _WORK.lease_until <= time_param("now")),
    )
)
_DEAD = Statement(
    select(func.count(), func.min(_DELIVERY.ended_at)).where(
        _DELIVERY.tenant_id == the_tenant(), such_as("delivery.state = 'dead'")
    )
)
_HEARD = Statement(
    select(_NOTICE.received_at)
    .where(_NOTICE.tenant_id == the_tenant(), _NOTICE.gateway == text_param("gateway"))
    .order_by(_NOTICE.received_at.desc())
    .limit(1)
)


class Waiting(NamedTuple):
    """How many there are, and since when the oldest."""

    many: int
    since: datetime | None


class VitalsChapter(Chapter):
    """How one tenant is."""

    def unknown_attempts(self) -> Waiting:
        """Tries at gateways of which nobody knows what became of them."""
        return self._waiting(_UNKNOWN)

    def late_work(self, now: datetime) -> Waiting:
        """Work that is due and that nobody has taken; ``since`` is when the oldest was due."""
        return self._waiting(_LATE, now=now)

    def letters_not_arrived(self) -> Waiting:
        """Dead letters that wait for a person."""
        return self._waiting(_DEAD)

    def last_heard_at(self, gateway: str) -> datetime | None:
        """When the gateway told something new by itself the last time; None when it never did."""
        rows = self._rows(_HEARD, gateway=gateway)
        return self._moment(rows[0][0]) if rows else None

    def _waiting(self, statement: Statement, **given: Any) -> Waiting:
        ((count, since),) = self._rows(statement, **given)
        return Waiting(int(count), None if since is None else self._moment(since))
