"""Orders, which lots paid for them, and the words of providers that nobody knew yet."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.store.tables.row import (
    CLUSTERED,
    Row,
    by,
    holds_that,
    key,
    maybe,
    moment,
    number_key,
    one_of,
    plain,
    units,
)


class OrderRow(Row, table=True):
    """What the customer bought; the table is named in the plural because ORDER is a word of SQL."""

    __tablename__ = "orders"
    __table_args__ = (
        by("orders", "provider", "provider_ref", name="ref", unique=True, where="provider_ref IS NOT NULL"),
        by("orders", "provider", "poll_at", name="poll", where="poll_at IS NOT NULL"),
        by("orders", "customer_id", "placed_at", name="customer"),
        by("orders", "order_id", name="review", where="review IS NOT NULL"),
        by("orders", "placed_at"),
        holds_that("orders", "charge", "charge > 0"),
        holds_that("orders", "refunded", "refunded >= 0 AND refunded <= charge"),
        holds_that("orders", "quantity", "quantity > 0"),
        holds_that("orders", "remains", "remains >= 0"),
        CLUSTERED,
    )

    order_id: str = key()
    wallet_id: str = plain()
    customer_id: str = plain()
    currency: str = plain()
    provider: str = plain()
    provider_ref: str | None = maybe()
    service: str = plain()
    quantity: int = units()
    runs: int = units()
    charge: int = units()
    placed_at: datetime = moment()
    status: str = plain()
    raw_status: str = plain()
    remains: int | None = units()
    reason: str | None = maybe()
    refunded: int = units()
    review: str | None = maybe()
    refill_days: int = units()
    completed_at: datetime | None = moment()
    cancel_asked_at: datetime | None = moment()
    refill_asked_at: datetime | None = moment()
    refill_ref: str | None = maybe()
    policy: str = plain()
    misses: int = units()
    poll_at: datetime | None = moment()


class SliceRow(Row, table=True):
    """The part of an order's charge that one lot paid."""

    __tablename__ = "order_slice"
    __table_args__ = (
        one_of("order_slice", "kind", "deposit", "order_refund", "bonus"),
        holds_that("order_slice", "amount", "amount > 0"),
        holds_that("order_slice", "returned", "returned >= 0 AND returned <= amount"),
        CLUSTERED,
    )

    order_id: str = key()
    seq: int = number_key()
    lot_id: str = plain()
    kind: str = plain()
    amount: int = units()
    returned: int = units()
    deposit_id: str | None = maybe()
    credited_at: datetime | None = moment()


class UnknownWordRow(Row, table=True):
    """A status word nobody mapped, once per provider, with the order that said it first."""

    __tablename__ = "unknown_word"
    __table_args__ = (
        by("unknown_word", "provider", "word", name="word", unique=True),
        by("unknown_word", "word_id", name="open", where="status IS NULL"),
        holds_that("unknown_word", "seen", "seen > 0"),
    )

    word_id: str = key()
    provider: str = plain()
    word: str = plain()
    raw_word: str = plain()
    order_id: str = plain()
    first_seen_at: datetime = moment()
    last_seen_at: datetime = moment()
    seen: int = units()
    status: str | None = maybe()
    resolved_by: str | None = maybe()
    resolved_at: datetime | None = moment()


class StatusWordRow(Row, table=True):
    """What an operator made of a word, for one provider or, as ``*``, for the whole tenant."""

    __tablename__ = "status_word"

    provider: str = key()
    word: str = key()
    status: str = plain()
    mapped_by: str = plain()
    mapped_at: datetime = moment()
