"""Payments that came in, and everything that goes back to them: refunds, attempts, disputes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from panel_refunds.refunds.attempt import OPEN
from panel_refunds.store.tables.row import Row, by, holds_that, key, maybe, moment, one_of, parent, plain, units


def listed(choices: Any) -> str:
    """Words as SQL lists them, in a fixed order."""
    return ", ".join(f"'{choice}'" for choice in sorted(choices))


OPEN_ATTEMPT = f"state IN ({listed(OPEN)})"


class DepositRow(Row, table=True):
    """A payment credited to a wallet, once per gateway and payment."""

    __tablename__ = "deposit"
    __table_args__ = (
        by("deposit", "gateway", "payment", name="payment", unique=True),
        by("deposit", "wallet_id", "credited_at", name="wallet"),
        by("deposit", "fingerprint", where="fingerprint IS NOT NULL"),
        by("deposit", "customer_id", "deposit_id", name="customer"),
        parent("deposit", "wallet", wallet_id="wallet_id"),
        one_of("deposit", "dispute", "none", "inquiry", "open", "won", "lost"),
        holds_that("deposit", "amount", "amount > 0"),
        holds_that("deposit", "fee", "fee >= 0"),
        holds_that("deposit", "external", "external_refunded >= 0 AND external_refunded <= amount"),
    )

    deposit_id: str = key()
    wallet_id: str = plain()
    customer_id: str = plain()
    currency: str = plain()
    gateway: str = plain()
    payment: str = plain()
    method: str = plain()
    amount: int = units()
    credited_at: datetime = moment()
    policy: str = plain()
    fee: int | None = units()
    dispute: str = plain()
    external_refunded: int = units()
    fingerprint: str | None = maybe()
    display: str | None = maybe()


class RefundRow(Row, table=True):
    """One movement back to one payment."""

    __tablename__ = "refund"
    __table_args__ = (
        by("refund", "request_id"),
        by("refund", "wallet_id", "deposit_id", name="wallet"),
        by("refund", "paid_at", where="paid_at IS NOT NULL"),
        parent("refund", "refund_request", request_id="request_id"),
        parent("refund", "deposit", deposit_id="deposit_id"),
        one_of("refund", "state", "held", "approved", "sending", "sent", "paid", "failed", "stopped"),
        holds_that("refund", "gross", "gross > 0"),
        holds_that("refund", "kept", "own_fee >= 0 AND bonus_deducted >= 0"),
        holds_that("refund", "fee", "processor_fee >= 0"),
    )

    refund_id: str = key()
    request_id: str = plain()
    wallet_id: str = plain()
    deposit_id: str = plain()
    gross: int = units()
    processor_fee: int | None = units()
    own_fee: int = units()
    bonus_deducted: int = units()
    touches_own_lot: bool
    state: str = plain()
    task: str | None = maybe()
    why: str | None = maybe()
    reference: str | None = maybe()
    sent_at: datetime | None = moment()
    paid_at: datetime | None = moment()
    queued_at: datetime | None = moment()


class AttemptRow(Row, table=True):
    """One try at the gateway, with one key for ever; at most one of a deposit is open."""

    __tablename__ = "attempt"
    __table_args__ = (
        by("attempt", "key", unique=True),
        by("attempt", "deposit_id", name="open", unique=True, where=OPEN_ATTEMPT),
        by("attempt", "deposit_id"),
        by("attempt", "refund_id"),
        parent("attempt", "refund", refund_id="refund_id"),
        one_of(
            "attempt",
            "state",
            *("prepared", "sending", "pending", "action_required", "succeeded"),
            *("failed", "canceled", "rejected", "unknown"),
        ),
        holds_that("attempt", "amount", "amount > 0"),
        holds_that("attempt", "counts", "fence >= 0 AND sends >= 0 AND looks >= 0"),
    )

    attempt_id: str = key()
    refund_id: str = plain()
    wallet_id: str = plain()
    deposit_id: str = plain()
    gateway: str = plain()
    payment: str = plain()
    key: str = plain()
    amount: int = units()
    currency: str = plain()
    request_hash: str = plain()
    state: str = plain()
    created_at: datetime = moment()
    first_sent_at: datetime | None = moment()
    fence: int = units()
    lease_until: datetime | None = moment()
    sends: int = units()
    looks: int = units()
    gateway_ref: str | None = maybe()
    detail: str = plain()


class DisputeRow(Row, table=True):
    """A contested payment; at most one dispute of a deposit is undecided."""

    __tablename__ = "dispute"
    __table_args__ = (
        by("dispute", "deposit_id", name="open", unique=True, where="state IN ('inquiry', 'open')"),
        by("dispute", "wallet_id"),
        by("dispute", "closed_at", name="lost", where="state = 'lost'"),
        parent("dispute", "deposit", deposit_id="deposit_id"),
        one_of("dispute", "state", "inquiry", "open", "won", "lost"),
        holds_that("dispute", "amount", "amount > 0"),
    )

    dispute_id: str = key()
    wallet_id: str = plain()
    deposit_id: str = plain()
    amount: int = units()
    state: str = plain()
    opened_at: datetime = moment()
    closed_at: datetime | None = moment()
