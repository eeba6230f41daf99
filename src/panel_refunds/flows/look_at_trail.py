"""The audit trail as people read it: newest first, of one person, one kind, one thing, one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from panel_refunds.flows.desk import Desk
from panel_refunds.store import Action


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose acts (alone or with others), of which kind, about which id, on which day of the tenant's calendar."""

    person: str | None = None
    kind: str | None = None
    about: str | None = None
    day: date | None = None


def look_at_trail(desk: Desk, wanted: Wanted, *, before: str | None = None, limit: int = 50) -> list[Action]:
    """The acts that are wanted; ``before`` is the last id of the page before."""
    calendar = desk.tenant.calendar
    since = until = None
    if wanted.day is not None:
        since, until = calendar.start_of_day(wanted.day), calendar.start_of_day(wanted.day + timedelta(days=1))
    with desk.read() as books:
        return books.audit_trail(
            before=before,
            person=wanted.person,
            kind=wanted.kind,
            about=wanted.about,
            since=since,
            until=until,
            limit=limit,
        )
