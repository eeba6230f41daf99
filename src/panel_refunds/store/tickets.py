"""Tickets: the conversation, and approvals that wait for others."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.records import Approval
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, text_param
from panel_refunds.store.tables import ApprovalRow, MessageRow
from panel_refunds.tickets.message import TicketMessage

MESSAGES = Shape(TicketMessage, MessageRow)
APPROVALS = Shape(Approval, ApprovalRow)

_MESSAGE, _APPROVAL = MESSAGES.table.c, APPROVALS.table.c
_MESSAGES_OF = Statement(MESSAGES.select(_MESSAGE.request_id == text_param("request")).order_by(_MESSAGE.message_id))
_APPROVALS_OF = Statement(
    APPROVALS.select(_APPROVAL.request_id == text_param("request")).order_by(_APPROVAL.at, _APPROVAL.person)
)


class TicketChapter(Chapter):
    """Conversations of one transaction."""

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
