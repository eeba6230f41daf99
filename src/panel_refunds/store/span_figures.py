"""Sums over the last days, for charts: grouped by the database, one row a bar, however much there was.

Days begin where a tenant's time zone says, so their beginnings come in as parameters. Each statement begins at an index
by the moment that it counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, case, cast, func, literal_column, select

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.statement import Statement, seconds_between, such_as, the_tenant, time_param
from panel_refunds.store.tables import DepositRow, DisputeRow, OrderRow, RefundRow, RequestRow

DAYS = 30
"""How many days a chart shows."""

_REFUND, _REQUEST, _ORDER = RefundRow.__table__.c, RequestRow.__table__.c, OrderRow.__table__.c
_DISPUTE, _DEPOSIT = DisputeRow.__table__.c, DepositRow.__table__.c
_BEGINNINGS = tuple(f"day{number}" for number in range(DAYS + 1))
_DAY: ColumnElement[int] = literal_column("day")


def _whole(value: ColumnElement[Any]) -> ColumnElement[int]:
    return cast(value, BigInteger)


def _day_of(moment: ColumnElement[Any]) -> ColumnElement[int]:
    """The number of the day in which a moment lies, the first one 0."""
    ends: list[Any] = [
        (moment < time_param(name), literal_column(str(number))) for number, name in enumerate(_BEGINNINGS[1:])
    ]
    return _whole(case(*ends, else_=literal_column(str(DAYS)))).label("day")


def _in_span(moment: ColumnElement[Any]) -> tuple[ColumnElement[bool], ...]:
    return moment >= time_param(_BEGINNINGS[0]), moment < time_param(_BEGINNINGS[-1])


_OF_REQUEST = (_REQUEST.tenant_id == _REFUND.tenant_id) & (_REQUEST.request_id == _REFUND.request_id)
_PAID = Statement(
    select(
        _day_of(_REFUND.paid_at),
        _REFUND.touches_own_lot,
        _REQUEST.currency,
        _whole(func.count()),
        _whole(func.sum(_REFUND.gross)),
    )
    .join(RequestRow.__table__, _OF_REQUEST)
    .where(
        _REFUND.tenant_id == the_tenant(),
        _REQUEST.tenant_id == the_tenant(),
        such_as("paid_at IS NOT NULL"),
        such_as("refund.state = 'paid'"),
        *_in_span(_REFUND.paid_at),
    )
    .group_by(_DAY, _REFUND.touches_own_lot, _REQUEST.currency)
)
_LOST = Statement(
    select(
        _day_of(_DISPUTE.closed_at),
        _DEPOSIT.currency,
        _whole(func.count()),
        _whole(func.sum(_DISPUTE.amount)),
    )
    .join(
        DepositRow.__table__,
        (_DEPOSIT.tenant_id == _DISPUTE.tenant_id) & (_DEPOSIT.deposit_id == _DISPUTE.deposit_id),
    )
    .where(
        _DISPUTE.tenant_id == the_tenant(),
        _DEPOSIT.tenant_id == the_tenant(),
        such_as("dispute.state = 'lost'"),
        *_in_span(_DISPUTE.closed_at),
    )
    .group_by(_DAY, _DEPOSIT.currency)
)
_ANSWERED = Statement(
    select(
        _day_of(_REQUEST.decided_at),
        _whole(func.count()),
        _whole(func.sum(case((_REQUEST.decided_at > _REQUEST.due_at, literal_column("1")), else_=literal_column("0")))),
        _whole(func.sum(seconds_between(_REQUEST.submitted_at, _REQUEST.decided_at))),
    )
    .where(
        _REQUEST.tenant_id == the_tenant(),
        such_as("decided_at IS NOT NULL"),
        such_as("submitted_at IS NOT NULL AND due_at IS NOT NULL"),
        *_in_span(_REQUEST.decided_at),
    )
    .group_by(_DAY)
)
_BY_STATE = Statement(
    select(_REFUND.state, _REQUEST.currency, _whole(func.count()), _whole(func.sum(_REFUND.gross)))
    .join(RequestRow.__table__, _OF_REQUEST)
    .where(
        _REFUND.tenant_id == the_tenant(),
        _REQUEST.tenant_id == the_tenant(),
        *_in_span(_REQUEST.opened_at),
    )
    .group_by(_REFUND.state, _REQUEST.currency)
)
_PLACED = Statement(
    select(_ORDER.provider, _ORDER.status, _whole(func.count()))
    .where(_ORDER.tenant_id == the_tenant(), *_in_span(_ORDER.placed_at))
    .group_by(_ORDER.provider, _ORDER.status)
)


class PaidBack(NamedTuple):
    """What was paid back on a day (0 is the first), in one currency: the gross units, and how many refunds.

    ``reason`` is ``deposit`` (an unspent deposit), ``orders`` (money that orders had given back) or ``dispute`` (a
    bank took it).
    """

    day: int
    reason: str
    currency: str
    many: int
    gross: int


class Answered(NamedTuple):
    """The requests that were answered on a day: how many, how many of them late, and the seconds of all together."""

    day: int
    many: int
    late: int
    seconds: int


class InState(NamedTuple):
    """The refunds in one state and currency: how many, and their gross units."""

    state: str
    currency: str
    many: int
    gross: int


class Placed(NamedTuple):
    """The orders at one provider that have come to one status: how many."""

    provider: str
    status: str
    many: int


class SpanFiguresChapter(Chapter):
    """Sums of one tenant over ``DAYS`` days; ``beginnings`` are the first moments of each, and the end of the last."""

    def paid_back_by_day(self, beginnings: Sequence[datetime]) -> list[PaidBack]:
        """What was paid back, by the day on which it was, and why."""
        given = _given(beginnings)
        paid = [
            PaidBack(int(day), "deposit" if own else "orders", str(currency), int(count), int(gross))
            for day, own, currency, count, gross in self._rows(_PAID, **given)
        ]
        lost = [
            PaidBack(int(day), "dispute", str(currency), int(count), int(amount))
            for day, currency, count, amount in self._rows(_LOST, **given)
        ]
        return sorted([*paid, *lost])

    def answered_by_day(self, beginnings: Sequence[datetime]) -> list[Answered]:
        """Requests by the day on which they were decided."""
        return sorted(Answered(*map(int, row)) for row in self._rows(_ANSWERED, **_given(beginnings)))

    def refunds_by_state(self, beginnings: Sequence[datetime]) -> list[InState]:
        """How the refunds stand that were asked for in these days."""
        rows = self._rows(_BY_STATE, **_given(beginnings))
        return sorted(
            InState(str(state), str(currency), int(count), int(gross)) for state, currency, count, gross in rows
        )

    def orders_by_status(self, beginnings: Sequence[datetime]) -> list[Placed]:
        """How the orders stand that were placed in these days, by provider."""
        rows = self._rows(_PLACED, **_given(beginnings))
        return sorted(Placed(str(provider), str(status), int(count)) for provider, status, count in rows)


def _given(beginnings: Sequence[datetime]) -> dict[str, datetime]:
    return dict(zip(_BEGINNINGS, beginnings, strict=True))
