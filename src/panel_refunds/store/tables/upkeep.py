"""What the service needs beside the money: work that is due, messages to people, answers already given, keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, Uuid
from sqlmodel import Field

from panel_refunds.store.columns import Id, Utf8
from panel_refunds.store.tables.requests import packed
from panel_refunds.store.tables.row import CLUSTERED, GlobalRow, Row, by, holds_that, key, maybe, moment, plain, units


class WorkRow(Row, table=True):
    """Something to be done at a time, once per kind and thing; leased by at most one worker, told by its fence."""

    __tablename__ = "work"
    __table_args__ = (
        by("work", "due_at"),
        holds_that("work", "counts", "fence >= 0 AND tries >= 0"),
    )

    kind: str = key()
    ref: str = key()
    due_at: datetime = moment()
    fence: int = units()
    tries: int = units()
    lease_until: datetime | None = moment()


class OutboxRow(Row, table=True):
    """A message to people, as it was written."""

    __tablename__ = "outbox_message"

    message_id: str = key()
    kind: str = plain()
    customer_id: str | None = maybe()
    request_id: str | None = maybe()
    text: str = plain()
    facts: Any = packed(Mapping[str, str])
    at: datetime = moment()


class ReplyRow(Row, table=True):
    """A write that carried an idempotency key, and its answer, to be given again word for word."""

    __tablename__ = "reply"
    __table_args__ = (by("reply", "at"), CLUSTERED)

    scope: str = key()
    key: str = key()
    request_hash: str = plain()
    subject: str = plain()
    at: datetime = moment()
    status: int | None = Field(default=None, sa_type=BigInteger)
    body: bytes | None = Field(default=None, sa_type=Utf8)


class NoticeRow(Row, table=True):
    """Something a gateway told us by itself, once per event, however often it was told."""

    __tablename__ = "gateway_notice"
    __table_args__ = (
        by("gateway_notice", "kind", "received_at"),
        by("gateway_notice", "gateway", "received_at", name="heard"),
    )

    gateway: str = key()
    event_id: str = key()
    kind: str = plain()
    ref: str = plain()
    payments: Any = packed(tuple[str, ...])
    word: str = plain()
    received_at: datetime = moment()
    applied_at: datetime | None = moment()


class GatewayStopRow(Row, table=True):
    """A gateway through which nothing is sent; taken away when it is started again."""

    __tablename__ = "gateway_stop"

    gateway: str = key()
    stop_id: str = plain()
    why: str = plain()
    stopped_at: datetime = moment()
    stopped_by: str = plain()
    probe_at: datetime | None = moment()
    probes: int = units()


class PollRow(Row, table=True):
    """How the last question to an order provider went, and since when they fail."""

    __tablename__ = "provider_poll"

    provider: str = key()
    asked_at: datetime = moment()
    answered_at: datetime | None = moment()
    failing_since: datetime | None = moment()
    error: str | None = maybe()


class PolicyVersionRow(Row, table=True):
    """A policy version that was used, with the digest its file had then."""

    __tablename__ = "policy_version"

    label: str = key()
    digest: str = plain()
    first_used_at: datetime = moment()


class ApiKeyRow(GlobalRow, table=True):
    """The digest of an API key, and whose it is: asked before the tenant is known, so it stands alone."""

    __tablename__ = "api_key"
    __table_args__ = (Index("ix_api_key_tenant", "tenant_id", "key_id"),)

    digest: str = Field(sa_type=Id, primary_key=True)
    key_id: str = plain()
    tenant_id: UUID = Field(sa_type=Uuid)
    name: str = plain()
    scopes: Any = packed(tuple[str, ...])
    created_at: datetime = moment()
    revoked_at: datetime | None = moment()
    customer: str | None = maybe()
    used_at: datetime | None = moment()
