"""The audit trail: what people did, written once, found by each of them, by kind, by day and by what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, select

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


@lru_cache
def _trail(filters: frozenset[str]) -> Statement:
    """The statement for these filters: each begins at the index of what is asked, which one for all could not."""
    conditions: dict[str, list[ColumnElement[bool]]] = {
        "person": [
            _ACTION.action_id.in_(
                select(_PERSON.action_id).where(
                    _PERSON.tenant_id == the_tenant(),
                    _PERSON.person == text_param("person"),
                    _PERSON.action_id < text_param("before"),
                )
            )
        ],
        "kind": [_ACTION.action == text_param("kind")],
        "about": [_ACTION.about == text_param("about")],
        "since": [_ACTION.at >= time_param("since")],
        "until": [_ACTION.at < time_param("until")],
    }
    wanted = [condition for name in sorted(filters) for condition in conditions[name]]
    return Statement(
        ACTIONS.select(_ACTION.action_id < text_param("before"), *wanted)
        .order_by(_ACTION.action_id.desc())
        .limit(number_param("many"))
    )


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
        given = {name: value for name, value in asked.items() if value}
        return self._records(ACTIONS, _trail(frozenset(given)), before=before or AFTER_ALL, many=limit, **given)
