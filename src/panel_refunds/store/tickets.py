"""Tickets: the conversation, approvals that wait for others, and the record of what people did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.records import Action, Approval
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, any_or, number_param, text_param
from panel_refunds.store.tables import ActionRow, ApprovalRow, MessageRow
from panel_refunds.tickets.message import TicketMessage

MESSAGES = Shape(TicketMessage, MessageRow)
APPROVALS = Shape(Approval, ApprovalRow)
AFTER_ALL = "\U0010ffff"
"""Sorts behind every id."""
SYSTEM = "system"
"""Who acts where nobody does."""
ACTIONS = Shape(Action, ActionRow)

_MESSAGE, _APPROVAL, _ACTION = MESSAGES.table.c, APPROVALS.table.c, ACTIONS.table.c
_MESSAGES_OF = Statement(MESSAGES.select(_MESSAGE.request_id == text_param("request")).order_by(_MESSAGE.message_id))
_APPROVALS_OF = Statement(
    APPROVALS.select(_APPROVAL.request_id == text_param("request")).order_by(_APPROVAL.at, _APPROVAL.person)
)
_ACTIONS = Statement(
    ACTIONS.select(_ACTION.action_id > text_param("after")).order_by(_ACTION.action_id).limit(number_param("many"))
)
_TRAIL = Statement(
    ACTIONS.select(
        _ACTION.action_id < text_param("before"), any_or("actor", _ACTION.actor), any_or("about", _ACTION.about)
    )
    .order_by(_ACTION.action_id.desc())
    .limit(number_param("many"))
)
_ACTIONS_ABOUT = Statement(ACTIONS.select(_ACTION.about == text_param("about")).order_by(_ACTION.action_id))


class TicketChapter(Chapter):
    """Conversations and people's acts of one transaction."""

    def add_message(self, message: TicketMessage) -> None:
        """Write a message of a conversation."""
        self._add(MESSAGES, message)

    def messages_of(self, request_id: str) -> list[TicketMessage]:
        """The conversation of a request, oldest first, notes of the staff included."""
        return self._records(MESSAGES, _MESSAGES_OF, request=request_id)

    def add_approval(self, request_id: str, person: str, role: str, at: datetime, text: str = "") -> None:
        """Note one person's yes; saying it again replaces the first."""
        self._save(APPROVALS, Approval(request_id, person, role, at, text))

    def approvals_of(self, request_id: str) -> list[Approval]:
        """Who said yes so far, in that order."""
        return self._records(APPROVALS, _APPROVALS_OF, request=request_id)

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
        """Record what a person did, and what it changed; returns the id of the record, which is never changed."""
        action_id = self.new_id("audit")
        door = None if actor == SYSTEM else self.door
        self._add(ACTIONS, Action(action_id, actor, action, about, at, text, dict(facts or {}), before, after, door))
        return action_id

    def actions_of(self, about: str) -> list[Action]:
        """What people did about an id, oldest first."""
        return self._records(ACTIONS, _ACTIONS_ABOUT, about=about)

    def actions(self, *, after: str | None = None, limit: int = 50) -> list[Action]:
        """A page of what people did, oldest first; ``after`` is the last id of the page before."""
        return self._records(ACTIONS, _ACTIONS, after=after or "", many=limit)

    def audit_trail(
        self, *, before: str | None = None, actor: str | None = None, about: str | None = None, limit: int = 50
    ) -> list[Action]:
        """What people did, newest first; ``before`` is the last id of the page before."""
        return self._records(
            ACTIONS, _TRAIL, before=before or AFTER_ALL, actor=actor or "", about=about or "", many=limit
        )
