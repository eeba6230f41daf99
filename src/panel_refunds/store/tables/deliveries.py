"""Messages on their way to people, each through each notifier, and where customers can be reached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from panel_refunds.store.tables.requests import packed
from panel_refunds.store.tables.row import Row, by, holds_that, key, maybe, moment, one_of, parent, plain, units


class DeliveryRow(Row, table=True):
    """One message through one notifier: its own tries, its own end."""

    __tablename__ = "delivery"
    __table_args__ = (
        parent("delivery", "outbox_message", message_id="message_id"),
        one_of("delivery", "state", "waiting", "delivered", "dead", "aside"),
        holds_that("delivery", "tries", "tries >= 0"),
        by("delivery", "message_id", "notifier", name="dead", where="state = 'dead'"),
        by("delivery", "notifier", "message_id", name="waiting", where="state = 'waiting'"),
    )

    message_id: str = key()
    notifier: str = key()
    state: str = plain()
    tries: int = units()
    first_tried_at: datetime | None = moment()
    next_at: datetime | None = moment()
    ended_at: datetime | None = moment()
    error: str | None = maybe()


class ContactRow(Row, table=True):
    """Where a customer can be reached, as the panel told it last; gone when the panel takes it back."""

    __tablename__ = "customer_contact"

    customer_id: str = key()
    facts: Any = packed(Mapping[str, str])
    told_at: datetime = moment()
