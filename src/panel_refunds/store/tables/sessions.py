"""Who is signed in to the pages, the one-use links that signed them in, and what they typed when it was over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from panel_refunds.store.tables.requests import packed
from panel_refunds.store.tables.row import Row, by, key, maybe, moment, one_of, plain


class SignInLinkRow(Row, table=True):
    """A link that the panel gave a customer; it opens one session, once."""

    __tablename__ = "sign_in_link"
    __table_args__ = (by("sign_in_link", "ends_at"),)

    digest: str = key()
    customer_id: str = plain()
    site: str = plain()
    made_at: datetime = moment()
    ends_at: datetime = moment()
    framed_by: str | None = maybe()
    used_at: datetime | None = moment()


class SessionRow(Row, table=True):
    """Somebody signed in, from one browser; found by the digest of what the cookie holds."""

    __tablename__ = "session"
    __table_args__ = (
        by("session", "session_id", unique=True),
        by("session", "subject", "opened_at"),
        by("session", "ends_at"),
        one_of("session", "kind", "customer", "staff"),
    )

    digest: str = key()
    session_id: str = plain()
    kind: str = plain()
    subject: str = plain()
    site: str = plain()
    csrf: str = plain()
    opened_at: datetime = moment()
    ends_at: datetime = moment()
    last_at: datetime = moment()
    framed_by: str | None = maybe()


class KeptWordsRow(Row, table=True):
    """What somebody sent when their session was over; it waits for the same person, on the page it was typed on."""

    __tablename__ = "kept_words"
    __table_args__ = (by("kept_words", "ends_at"), one_of("kept_words", "kind", "customer", "staff"))

    digest: str = key()
    kind: str = plain()
    subject: str = plain()
    page: str = plain()
    fields: Any = packed(Mapping[str, str])
    ends_at: datetime = moment()
