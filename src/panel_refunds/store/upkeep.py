"""Messages to people, answers already given, words nobody knew, policy versions used."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, tuple_

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.link import Given, Rows
from panel_refunds.store.records import OutboxMessage, PolicyUsed, StoredReply
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, number_param, text_param, the_tenant, time_param
from panel_refunds.store.tables import OutboxRow, PolicyVersionRow, ReplyRow

OUTBOX = Shape(OutboxMessage, OutboxRow)
REPLIES = Shape(StoredReply, ReplyRow)
POLICIES = Shape(PolicyUsed, PolicyVersionRow)

ReplyKey = tuple[str, str]
"""The scope of an idempotency key, and the key."""

_MESSAGE, _REPLY, _POLICY = OUTBOX.table.c, REPLIES.table.c, POLICIES.table.c
_MESSAGE_BY_ID = Statement(OUTBOX.select(_MESSAGE.message_id == text_param("id")))
_MESSAGES_OF = Statement(OUTBOX.select(_MESSAGE.request_id == text_param("request")).order_by(_MESSAGE.message_id))
REPLY_BY_KEY = Statement(REPLIES.select(_REPLY.scope == text_param("scope"), _REPLY.key == text_param("key")))
_OLDEST_REPLIES = (
    select(_REPLY.scope, _REPLY.key)
    .where(_REPLY.tenant_id == the_tenant(), _REPLY.at < time_param("before"))
    .order_by(_REPLY.at)
    .limit(number_param("many"))
)
_DELETE_REPLIES = Statement(
    delete(REPLIES.table).where(_REPLY.tenant_id == the_tenant(), tuple_(_REPLY.scope, _REPLY.key).in_(_OLDEST_REPLIES))
)
_POLICY_BY_LABEL = Statement(POLICIES.select(_POLICY.label == text_param("label")))


class UpkeepChapter(Chapter):
    """The service's own records of one transaction."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Answers read when the transaction began, until this transaction writes to them.
        self._replies: dict[ReplyKey, StoredReply | None] = {}

    def add_outbox(self, message: OutboxMessage) -> None:
        """Write a message to people; bringing it to people is work of its own."""
        self._add(OUTBOX, message)

    def get_outbox(self, message_id: str) -> OutboxMessage:
        """The message; Refused ``not_found``."""
        return self._get(OUTBOX, _MESSAGE_BY_ID, "message", message_id)

    def outbox_of(self, request_id: str) -> list[OutboxMessage]:
        """The messages about a request, oldest first."""
        return self._records(OUTBOX, _MESSAGES_OF, request=request_id)

    def find_reply(self, scope: str, key: str) -> StoredReply | None:
        """The answer given to this idempotency key in this scope, None when it is new."""
        if (scope, key) in self._replies:
            return self._replies[scope, key]
        return self._find(REPLIES, REPLY_BY_KEY, scope=scope, key=key)

    def _reply_asks(self, reply: ReplyKey | None) -> list[tuple[Statement, Given]]:
        return [(REPLY_BY_KEY, self._asked({"scope": reply[0], "key": reply[1]}))] if reply else []

    def _keep_reply(self, reply: ReplyKey, rows: Rows) -> None:
        self._replies[reply] = REPLIES.read(rows[0], self._link.dialect) if rows else None

    def add_reply(
        self,
        scope: str,
        key: str,
        request_hash: str,
        subject: str,
        at: datetime,
        *,
        status: int | None = None,
        body: bytes | None = None,
    ) -> None:
        """Note, in the transaction of the write itself, that it is done, what it was about, and the answer if known."""
        self._replies.pop((scope, key), None)
        self._add(REPLIES, StoredReply(scope, key, request_hash, subject, at, status, body))

    def finish_reply(self, scope: str, key: str, status: int, body: bytes) -> None:
        """Keep the answer that was given (HTTP status, UTF-8 body); nothing for a key that is not known."""
        known = self.find_reply(scope, key)
        if known is not None:
            self._replies.pop((scope, key), None)
            self._save(REPLIES, replace(known, status=status, body=body))

    def delete_replies(self, before: datetime, limit: int) -> int:
        """Forget answers from before that moment, the oldest first, at most ``limit``; returns how many went."""
        return self._change(_DELETE_REPLIES, before=before, many=limit)

    def remember_policy(self, label: str, digest: str, at: datetime) -> str:
        """Note that a policy version is used; returns the digest that its file had when it was used first."""
        known = self._find(POLICIES, _POLICY_BY_LABEL, label=label)
        if known is None:
            self._add_if_absent(POLICIES, PolicyUsed(label, digest, at))
            known = self._find(POLICIES, _POLICY_BY_LABEL, label=label)
        return known.digest if known else digest
