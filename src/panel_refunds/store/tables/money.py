"""Customers, their wallets, and the double-entry books of each wallet.

A wallet row is the lock of everything that moves its customer's money, and keeps the figures that would cost a walk
through history: the balances, the number of entries and the hash of the last. The journal is written once; nobody
updates or deletes it.

A foreign key asks the parent for every row. Where the same transaction holds the parent's lock, or writes the parent
itself, the answer is known; so lots, entries, postings, orders and slices have none, and the audit asks for them all.
"""

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
    parent,
    plain,
    units,
)


class CustomerRow(Row, table=True):
    """A person with a balance, by the panel's own id."""

    __tablename__ = "customer"
    __table_args__ = (one_of("customer", "state", "open", "suspended", "closed", "terminated", "forfeited"),)

    customer_id: str = key()
    state: str = plain()
    first_seen_at: datetime = moment()
    changed_at: datetime | None = moment()
    cause: str | None = maybe()


class WalletRow(Row, table=True):
    """The money of one customer in one currency; ``cash``, ``bonus`` and ``held`` are kept sums of its lots."""

    __tablename__ = "wallet"
    __table_args__ = (
        by("wallet", "customer_id", "currency", name="customer", unique=True),
        parent("wallet", "customer", customer_id="customer_id"),
        holds_that("wallet", "balances", "cash >= 0 AND bonus >= 0 AND held >= 0"),
        holds_that("wallet", "entries", "entries >= 0"),
        CLUSTERED,
    )

    wallet_id: str = key()
    customer_id: str = plain()
    currency: str = plain()
    cash: int = units()
    bonus: int = units()
    held: int = units()
    entries: int = units()
    head_hash: str = plain()
    opened_at: datetime = moment()


class LotRow(Row, table=True):
    """Money of one origin. ``is_open`` stands alone, so that the index of open lots rests while a lot is spent."""

    __tablename__ = "lot"
    __table_args__ = (
        by("lot", "wallet_id", name="open", where="is_open"),
        by("lot", "wallet_id", name="wallet"),
        by("lot", "deposit_id", where="deposit_id IS NOT NULL"),
        one_of("lot", "kind", "deposit", "order_refund", "bonus"),
        holds_that("lot", "amount", "amount > 0"),
        holds_that("lot", "left", '"left" >= 0 AND held >= 0'),
        holds_that("lot", "open", 'is_open = ("left" > 0 OR held > 0)'),
        holds_that("lot", "deducted", "deducted >= 0"),
        CLUSTERED,
    )

    lot_id: str = key()
    kind: str = plain()
    credited_at: datetime = moment()
    amount: int = units()
    left: int = units()
    held: int = units()
    deposit_id: str | None = maybe()
    order_id: str | None = maybe()
    returned_at: datetime | None = moment()
    asked_at: datetime | None = moment()
    void: bool
    deducted: int = units()
    wallet_id: str = plain()
    is_open: bool


class HoldRow(Row, table=True):
    """An amount of a lot set aside for a refund or a dispute."""

    __tablename__ = "hold"
    __table_args__ = (
        by("hold", "wallet_id", name="open", where="state = 'open'"),
        by("hold", "holder"),
        by("hold", "wallet_id", name="wallet"),
        parent("hold", "lot", lot_id="lot_id"),
        one_of("hold", "purpose", "refund", "bonus", "dispute"),
        one_of("hold", "state", "open", "settled", "released"),
        holds_that("hold", "amount", "amount >= 0"),
    )

    hold_id: str = key()
    lot_id: str = plain()
    holder: str = plain()
    purpose: str = plain()
    amount: int = units()
    state: str = plain()
    wallet_id: str = plain()


class EntryRow(Row, table=True):
    """One entry of a wallet's journal; its place in the chain is its key."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        holds_that("journal_entry", "number", "number > 0"),
        CLUSTERED,
    )

    wallet_id: str = key()
    number: int = number_key()
    entry_id: str = plain()
    kind: str = plain()
    about: str = plain()
    at: datetime = moment()
    previous_hash: str = plain()
    hash: str = plain()


class PostingRow(Row, table=True):
    """One leg of an entry, in the order in which it was hashed."""

    __tablename__ = "posting"
    __table_args__ = (
        holds_that("posting", "amount", "amount <> 0"),
        CLUSTERED,
    )

    wallet_id: str = key()
    number: int = number_key()
    seq: int = number_key()
    account: str = plain()
    amount: int = units()
    lot_id: str | None = maybe()
