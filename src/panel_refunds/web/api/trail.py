"""The audit trail: every act of a person, with what it changed and through which door they came."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from panel_refunds.flows.look_at_trail import Wanted, look_at_trail
from panel_refunds.store import Action
from panel_refunds.web.answers.page import Page, PageQuery
from panel_refunds.web.fields import Line, Shown
from panel_refunds.web.operation import Read
from panel_refunds.web.tenancy import Call

Day = Annotated[date, Field(strict=False, description="A day of the tenant's calendar, like 2026-03-02.")]


class ActView(Shown):
    """What a person did. ``before`` and ``after`` are what it changed, null where nothing was noted.

    ``door`` is how they came: ``page``, ``api`` or ``cli``; null for the service itself.
    """

    id: str
    person: str
    action: str
    about: str
    at: datetime
    text: str
    facts: dict[str, str]
    before: dict[str, str] | None
    after: dict[str, str] | None
    door: str | None


class TrailQuery(PageQuery):
    """Which page, whose acts (alone or with others), of which kind, about which id, and on which day."""

    person: Line | None = None
    action: Line | None = None
    about: Line | None = None
    day: Day | None = None


def show_trail(call: Call, asked: TrailQuery) -> Page[ActView]:
    """What people did, newest first; ``after`` names the last one of the page before."""
    wanted = Wanted(asked.person, asked.action, asked.about, asked.day)
    found = look_at_trail(call.desk, wanted, before=asked.after, limit=asked.limit + 1)
    items = [show_act(action) for action in found[: asked.limit]]
    return Page[ActView](items=items, next=items[-1].id if len(found) > asked.limit else None)


def show_act(action: Action) -> ActView:
    """The act as it was noted."""
    return ActView(
        id=action.action_id,
        person=action.actor,
        action=action.action,
        about=action.about,
        at=action.at,
        text=action.text,
        facts=dict(action.facts),
        before=None if action.before is None else dict(action.before),
        after=None if action.after is None else dict(action.after),
        door=action.door,
    )


OPERATIONS = (Read("/audit-trail", "show_audit_trail", "review", show_trail, Page[ActView], TrailQuery, tag="books"),)
