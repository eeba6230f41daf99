"""The audit trail: what people did, written once, found by each of them, by kind, by day and by what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, tuple_

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.records import Action
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, number_param, text_param, the_tenant, time_param
from panel_refunds.store.tables import ActionPersonRow, ActionRow

AFTER_ALL = "\U0010ffff"
"""Sorts behind every id."""
SYSTEM = "system"
"""Who acts where nobody does."""
TOGETHER = ", "
"""What stands between the names of people who did something together."""


@dataclass(frozen=True, slots=True)
class ActionPerson:
    """One of those who did something."""

    person: str
    action_id: str


ACTIONS = Shape(Action, ActionRow)
PEOPLE = Shape(ActionPerson, ActionPersonRow)

_ACTION, _PERSON = ACTIONS.table.c, PEOPLE.table.c
_ACTIONS = Statement(
    ACTIONS.select(_ACTION.action_id > text_param("after")).order_by(_ACTION.action_id).limit(number_param("many"))
)
_ACTIONS_ABOUT = Statement(ACTIONS.select(_ACTION.about == text_param("about")).order_by(_ACTION.action_id))


_BY_ID = Statement(ACTIONS.select(_ACTION.action_id == text_param("id")))


@lru_cache
def _trail(filters: frozenset[str]) -> Statement:
    """The statement for these filters: each walks the index of what is asked, the newest first, and stops when full.

    By day that is the index by moment, and the place where a page ended is a moment too; else it is an id.
    """
    conditions: dict[str, ColumnElement[bool]] = {
        "person": _PERSON.person == text_param("person"),
        "kind": _ACTION.action == text_param("kind"),
        "about": _ACTION.about == text_param("about"),
        "since": _ACTION.at >= time_param("since"),
        "until": _ACTION.at < time_param("until"),
        "before_at": tuple_(_ACTION.at, _ACTION.action_id) < tuple_(time_param("before_at"), text_param("before")),
    }
    wanted = [conditions[name] for name in sorted(filters)]
    query = ACTIONS.select(*wanted)
    ids: ColumnElement[str] = _ACTION.action_id
    if "person" in filters:
        of = (_PERSON.tenant_id == _ACTION.tenant_id) & (_PERSON.action_id == _ACTION.action_id)
        query = query.join(PEOPLE.table, of).where(_PERSON.tenant_id == the_tenant())
        ids = _PERSON.action_id
    if _is_by_day(filters):
        query = query.order_by(_ACTION.at.desc(), _ACTION.action_id.desc())
    else:
        query = query.where(ids < text_param("before")).order_by(ids.desc())
    return Statement(query.limit(number_param("many")))


def _is_by_day(filters: Iterable[str]) -> bool:
    return not {"person", "kind", "about"} & set(filters) and bool({"since", "until"} & set(filters))


class TrailChapter(Chapter):
    """What people did, in one transaction."""

    def add_action(
        self,
        actor: str,
        action: str,
        about: str,
        at: datetime,
        text: str = "",
        facts: Mapping[str, str] | None = None,
        *,
        before: Mapping[str, str] | None = None,
        after: Mapping[str, str] | None = None,
    ) -> str:
        """Record what a person did, and what it changed; returns the id of the record, which is never changed.

        Several people stand in ``actor`` with a comma between them, and each finds the act as their own.
        """
        action_id = self.new_id("audit")
        door = None if actor == SYSTEM else self.door
        self._add(ACTIONS, Action(action_id, actor, action, about, at, text, dict(facts or {}), before, after, door))
        for person in dict.fromkeys(actor.split(TOGETHER)):
            self._add(PEOPLE, ActionPerson(person, action_id))
        return action_id

    def actions_of(self, about: str) -> list[Action]:
        """What people did about an id, oldest first."""
        return self._records(ACTIONS, _ACTIONS_ABOUT, about=about)

    def actions(self, *, after: str | None = None, limit: int = 50) -> list[Action]:
        """A page of what people did, oldest first; ``after`` is the last id of the page before."""
        return self._records(ACTIONS, _ACTIONS, after=after or "", many=limit)

    def audit_trail(
        self,
        *,
        before: str | None = None,
        person: str | None = None,
        kind: str | None = None,
        about: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 50,
    ) -> list[Action]:
        """What people did, newest first; ``before`` is the last id of the page before.

        Of ``person``, alone or with others; of ``kind`` (``approve``); about one id; from ``since`` until before
        ``until``.
        """
        asked = {"person": person, "kind": kind, "about": about, "since": since, "until": until}
        given: dict[str, Any] = {name: value for name, value in asked.items() if value}
        if before and _is_by_day(given):
            last = self._find(ACTIONS, _BY_ID, id=before)
            given |= {"before_at": last.at} if last else {}
        return self._records(ACTIONS, _trail(frozenset(given)), before=before or AFTER_ALL, many=limit, **given)
