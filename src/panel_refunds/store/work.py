"""Work: what has to be done at a time, taken by one worker at a time.

A worker takes due work with a lease. If it dies, the lease ends and another one takes the work with a higher fencing
number; the first one, should it wake up, finds that it lost it. Scheduling work anew takes it away from whoever has it:
they were doing what the new schedule is about.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, literal_column, null, or_, select, tuple_, update

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.records import Work
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, among, number_param, text_param, the_tenant, time_param
from panel_refunds.store.tables import WorkRow

WORK = Shape(
    Work,
    WorkRow,
    on_save={"fence": literal_column("work.fence + 1"), "tries": literal_column("0"), "lease_until": null()},
)

_WORK = WORK.table.c
_HELD = and_(
    _WORK.tenant_id == the_tenant(),
    _WORK.kind == text_param("kind"),
    _WORK.ref == text_param("ref"),
    _WORK.fence == number_param("fence"),
)
_DUE = (
    select(_WORK.kind, _WORK.ref)
    .where(
        _WORK.tenant_id == the_tenant(),
        _WORK.due_at <= time_param("now"),
        or_(_WORK.lease_until.is_(None), _WORK.lease_until <= time_param("now")),
        or_(text_param("every") == "yes", among(_WORK.kind, "kinds")),
    )
    .order_by(_WORK.due_at)
    .limit(number_param("many"))
    .with_for_update(skip_locked=True)
)
_CLAIM = Statement(
    update(WORK.table)
    .where(_WORK.tenant_id == the_tenant(), tuple_(_WORK.kind, _WORK.ref).in_(_DUE))
    .values(fence=_WORK.fence + 1, tries=_WORK.tries + 1, lease_until=time_param("until"))
    .returning(*(_WORK[name] for name in WORK.own))
)
_FINISH = Statement(delete(WORK.table).where(_HELD))
_POSTPONE = Statement(update(WORK.table).where(_HELD).values(due_at=time_param("later"), lease_until=null()))
_RELEASE = Statement(
    update(WORK.table).where(_HELD).values(due_at=time_param("later"), lease_until=null(), tries=_WORK.tries - 1)
)
_PUT_OFF = Statement(
    update(WORK.table)
    .where(
        _WORK.tenant_id == the_tenant(),
        _WORK.kind == text_param("kind"),
        _WORK.due_at < time_param("later"),
        _WORK.lease_until.is_(None),
    )
    .values(due_at=time_param("later"))
)
_UNSCHEDULE = Statement(
    delete(WORK.table).where(
        _WORK.tenant_id == the_tenant(), _WORK.kind == text_param("kind"), _WORK.ref == text_param("ref")
    )
)
_FIND = Statement(WORK.select(_WORK.kind == text_param("kind"), _WORK.ref == text_param("ref")))
_NEXT = Statement(WORK.select().order_by(_WORK.due_at).limit(1))


class WorkChapter(Chapter):
    """Work of one transaction."""

    def schedule(self, kind: str, ref: str, due_at: datetime) -> None:
        """Have it done at ``due_at``; replaces an earlier schedule of the same thing, whoever is at it."""
        self._save(WORK, Work(kind, ref, due_at))

    def unschedule(self, kind: str, ref: str) -> None:
        """It need not be done any more."""
        self._change(_UNSCHEDULE, kind=kind, ref=ref)

    def find_work(self, kind: str, ref: str) -> Work | None:
        """How a thing is scheduled, None when it is not."""
        return self._find(WORK, _FIND, kind=kind, ref=ref)

    def claim_work(
        self, now: datetime, lease: timedelta, limit: int, kinds: Collection[str] | None = None
    ) -> list[Work]:
        """Take up to ``limit`` things that are due, the longest due first; they are ours until ``now + lease``."""
        self._must_write()
        rows = self._rows(
            _CLAIM,
            now=now,
            until=now + lease,
            many=limit,
            every="yes" if kinds is None else "no",
            kinds=sorted(kinds or ()),
        )
        taken = [WORK.read(row, self._link.dialect) for row in rows]
        return sorted(taken, key=lambda work: (work.due_at, work.kind, work.ref))

    def finish_work(self, work: Work) -> bool:
        """It is done; False when somebody else has it by now, or it was scheduled anew."""
        return self._change(_FINISH, kind=work.kind, ref=work.ref, fence=work.fence) == 1

    def postpone_work(self, work: Work, due_at: datetime) -> bool:
        """It has to be done again at ``due_at``; False when somebody else has it by now, or it was scheduled anew."""
        return self._change(_POSTPONE, kind=work.kind, ref=work.ref, fence=work.fence, later=due_at) == 1

    def release_work(self, work: Work, due_at: datetime) -> bool:
        """It was taken and not tried: as ``postpone_work``, and the taking does not count."""
        return self._change(_RELEASE, kind=work.kind, ref=work.ref, fence=work.fence, later=due_at) == 1

    def put_off_work(self, kind: str, due_at: datetime) -> int:
        """Nothing of this kind is due before ``due_at``, but for what somebody has; how many things moved."""
        return self._change(_PUT_OFF, kind=kind, later=due_at)

    def next_due_at(self) -> datetime | None:
        """When the first thing of this tenant is due, None when nothing is scheduled."""
        work = self._find(WORK, _NEXT)
        return work.due_at if work else None
