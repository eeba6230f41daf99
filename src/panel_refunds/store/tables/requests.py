"""Refund requests, their decisions, their conversation, and what people did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Field

from panel_refunds.policy.decision import Decision
from panel_refunds.refunds.request import OPEN, Ask
from panel_refunds.store.columns import Packed
from panel_refunds.store.tables.deposits import listed
from panel_refunds.store.tables.row import (
    CLUSTERED,
    Row,
    by,
    holds_that,
    key,
    maybe,
    moment,
    one_of,
    parent,
    plain,
    units,
)

OPEN_REQUEST = f"state IN ({listed(OPEN)})"


def packed(kind: Any) -> Any:
    """A frozen value as JSON."""
    return Field(sa_type=Packed(kind))


def maybe_packed(kind: Any) -> Any:
    """As ``packed``, may be absent."""
    return Field(default=None, sa_type=Packed(kind), nullable=True)


class RequestRow(Row, table=True):
    """What a customer asks for, with its ticket's clock."""

    __tablename__ = "refund_request"
    __table_args__ = (
        by("refund_request", "wallet_id", name="open", where=OPEN_REQUEST),
        by("refund_request", "customer_id", "request_id", name="customer"),
        by("refund_request", "state", "request_id", name="state"),
        by("refund_request", "opened_at"),
        by("refund_request", "decided_at", where="decided_at IS NOT NULL"),
        parent("refund_request", "wallet", wallet_id="wallet_id"),
        one_of(
            "refund_request",
            "state",
            *("waiting_for_customer", "in_review", "approved", "sending", "sent"),
            *("paid", "declined", "withdrawn", "failed"),
        ),
        one_of("refund_request", "recommend", "approve", "decline", "offer", "ask", "wait"),
    )

    request_id: str = key()
    wallet_id: str = plain()
    customer_id: str = plain()
    currency: str = plain()
    site: str = plain()
    ask: Any = packed(Ask)
    state: str = plain()
    recommend: str = plain()
    policy: str = plain()
    opened_at: datetime = moment()
    submitted_at: datetime | None = moment()
    due_at: datetime | None = moment()
    offer_until: datetime | None = moment()
    paused_at: datetime | None = moment()
    decided_at: datetime | None = moment()
    decided_by: Any = packed(tuple[str, ...])
    decision_id: str = plain()
    opened_by: str | None = maybe()
    last_sent_at: datetime | None = moment()
    overrides: Any = packed(tuple[str, ...])


class DecisionRow(Row, table=True):
    """A decision as it was made, never changed."""

    __tablename__ = "decision"
    __table_args__ = (
        by("decision", "request_id", "decision_id", name="request"),
        parent("decision", "refund_request", request_id="request_id"),
    )

    decision_id: str = key()
    request_id: str = plain()
    at: datetime = moment()
    content: Any = packed(Decision)


class MessageRow(Row, table=True):
    """One message of a request's conversation."""

    __tablename__ = "ticket_message"
    __table_args__ = (
        by("ticket_message", "request_id", "message_id", name="request"),
        parent("ticket_message", "refund_request", request_id="request_id"),
        one_of("ticket_message", "kind", "customer", "staff", "system", "note"),
    )

    message_id: str = key()
    request_id: str = plain()
    wallet_id: str = plain()
    author: str = plain()
    kind: str = plain()
    text: str = plain()
    at: datetime = moment()


class AttachmentRow(Row, table=True):
    """One file of a message; its bytes lie in a file under its id."""

    __tablename__ = "attachment"
    __table_args__ = (
        by("attachment", "request_id", "attachment_id", name="request"),
        parent("attachment", "ticket_message", message_id="message_id"),
        holds_that("attachment", "size", "size > 0"),
    )

    attachment_id: str = key()
    request_id: str = plain()
    message_id: str = plain()
    name: str = plain()
    media_type: str = plain()
    size: int = units()
    digest: str = plain()
    added_by: str = plain()
    at: datetime = moment()


class ApprovalRow(Row, table=True):
    """One person's yes to a request that needs several."""

    __tablename__ = "approval"
    __table_args__ = (parent("approval", "refund_request", request_id="request_id"),)

    request_id: str = key()
    person: str = key()
    role: str = plain()
    at: datetime = moment()
    text: str = plain()


class ActionRow(Row, table=True):
    """What a person did, for the record: written once."""

    __tablename__ = "action"
    __table_args__ = (
        by("action", "about", "action_id", name="about"),
        by("action", "action", "action_id", name="kind"),
        by("action", "at", "action_id", name="at"),
    )

    action_id: str = key()
    actor: str = plain()
    action: str = plain()
    about: str = plain()
    at: datetime = moment()
    text: str = plain()
    facts: Any = packed(Mapping[str, str])
    before: Any = maybe_packed(Mapping[str, str])
    after: Any = maybe_packed(Mapping[str, str])
    door: str | None = maybe()


class ActionPersonRow(Row, table=True):
    """One of the people who did something: an act of several is found by each of them."""

    __tablename__ = "action_person"
    __table_args__ = (CLUSTERED,)

    person: str = key()
    action_id: str = key()
