"""Refund requests, decisions, refunds, attempts, disputes and tickets."""

from __future__ import annotations

from alembic import op

from panel_refunds.store.migrations.columns import check, create_table, flag, index, json, number, refer, text, time

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    "refund_request",
    "decision",
    "refund",
    "attempt",
    "dispute",
    "ticket_message",
    "approval",
    "action",
)
"""In the order in which they are made: parents first."""


def upgrade() -> None:
    """Make the tables."""
    _make_refund_request()
    _make_decision()
    _make_refund()
    _make_attempt()
    _make_dispute()
    _make_ticket_message()
    _make_approval()
    _make_action()


def downgrade() -> None:
    """Take the tables away, with what is in them."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _make_refund_request() -> None:
    create_table(
        "refund_request",
        text("request_id"),
        text("wallet_id"),
        text("customer_id"),
        text("currency"),
        text("site"),
        json("ask"),
        text("state"),
        text("recommend"),
        text("policy"),
        time("opened_at"),
        time("submitted_at", null=True),
        time("due_at", null=True),
        time("offer_until", null=True),
        time("paused_at", null=True),
        time("decided_at", null=True),
        json("decided_by"),
        text("decision_id"),
        text("opened_by", null=True),
        time("last_sent_at", null=True),
        json("overrides"),
        refer("refund_request", "wallet", wallet_id="wallet_id"),
        check("ck_refund_request_recommend", "recommend IN ('approve', 'decline', 'offer', 'ask', 'wait')"),
        check(
            "ck_refund_request_state",
            "state IN ('waiting_for_customer', 'in_review', 'approved', 'sending', 'sent', "
            "'paid', 'declined', 'withdrawn', 'failed')",
        ),
        key=("request_id",),
    )
    index("ix_refund_request_customer", "refund_request", "customer_id", "request_id")
    index(
        "ix_refund_request_open",
        "refund_request",
        "wallet_id",
        where="state IN ('approved', 'in_review', 'sending', 'sent', 'waiting_for_customer')",
    )
    index("ix_refund_request_state", "refund_request", "state", "request_id")


def _make_decision() -> None:
    create_table(
        "decision",
        text("decision_id"),
        text("request_id"),
        time("at"),
        json("content"),
        refer("decision", "refund_request", request_id="request_id"),
        key=("decision_id",),
    )
    index("ix_decision_request", "decision", "request_id", "decision_id")


def _make_refund() -> None:
    create_table(
        "refund",
        text("refund_id"),
        text("request_id"),
        text("wallet_id"),
        text("deposit_id"),
        number("gross"),
        number("processor_fee", null=True),
        number("own_fee"),
        number("bonus_deducted"),
        flag("touches_own_lot"),
        text("state"),
        text("task", null=True),
        text("why", null=True),
        text("reference", null=True),
        time("sent_at", null=True),
        time("paid_at", null=True),
        time("queued_at", null=True),
        refer("refund", "deposit", deposit_id="deposit_id"),
        refer("refund", "refund_request", request_id="request_id"),
        check("ck_refund_fee", "processor_fee >= 0"),
        check("ck_refund_gross", "gross > 0"),
        check("ck_refund_kept", "own_fee >= 0 AND bonus_deducted >= 0"),
        check("ck_refund_state", "state IN ('held', 'approved', 'sending', 'sent', 'paid', 'failed', 'stopped')"),
        key=("refund_id",),
    )
    index("ix_refund_request_id", "refund", "request_id")
    index(
        "ix_refund_unsettled", "refund", "wallet_id", where="state IN ('approved', 'failed', 'held', 'sending', 'sent')"
    )
    index("ix_refund_wallet", "refund", "wallet_id", "deposit_id")


def _make_attempt() -> None:
    create_table(
        "attempt",
        text("attempt_id"),
        text("refund_id"),
        text("wallet_id"),
        text("deposit_id"),
        text("gateway"),
        text("payment"),
        text("key"),
        number("amount"),
        text("currency"),
        text("request_hash"),
        text("state"),
        time("created_at"),
        time("first_sent_at", null=True),
        number("fence"),
        time("lease_until", null=True),
        number("sends"),
        number("looks"),
        text("gateway_ref", null=True),
        text("detail"),
        refer("attempt", "refund", refund_id="refund_id"),
        check("ck_attempt_amount", "amount > 0"),
        check("ck_attempt_counts", "fence >= 0 AND sends >= 0 AND looks >= 0"),
        check(
            "ck_attempt_state",
            "state IN ('prepared', 'sending', 'pending', 'action_required', 'succeeded', "
            "'failed', 'canceled', 'rejected', 'unknown')",
        ),
        key=("attempt_id",),
    )
    index("ix_attempt_deposit_id", "attempt", "deposit_id")
    index("ix_attempt_refund_id", "attempt", "refund_id")
    index("uq_attempt_key", "attempt", "key", unique=True)
    index(
        "uq_attempt_open",
        "attempt",
        "deposit_id",
        unique=True,
        where="state IN ('action_required', 'pending', 'prepared', 'sending', 'unknown')",
    )


def _make_dispute() -> None:
    create_table(
        "dispute",
        text("dispute_id"),
        text("wallet_id"),
        text("deposit_id"),
        number("amount"),
        text("state"),
        time("opened_at"),
        time("closed_at", null=True),
        refer("dispute", "deposit", deposit_id="deposit_id"),
        check("ck_dispute_amount", "amount > 0"),
        check("ck_dispute_state", "state IN ('inquiry', 'open', 'won', 'lost')"),
        key=("dispute_id",),
    )
    index("ix_dispute_wallet_id", "dispute", "wallet_id")
    index("uq_dispute_open", "dispute", "deposit_id", unique=True, where="state IN ('inquiry', 'open')")


def _make_ticket_message() -> None:
    create_table(
        "ticket_message",
        text("message_id"),
        text("request_id"),
        text("wallet_id"),
        text("author"),
        text("kind"),
        text("text"),
        time("at"),
        refer("ticket_message", "refund_request", request_id="request_id"),
        check("ck_ticket_message_kind", "kind IN ('customer', 'staff', 'system', 'note')"),
        key=("message_id",),
    )
    index("ix_ticket_message_request", "ticket_message", "request_id", "message_id")


def _make_approval() -> None:
    create_table(
        "approval",
        text("request_id"),
        text("person"),
        text("role"),
        time("at"),
        text("text"),
        refer("approval", "refund_request", request_id="request_id"),
        key=("request_id", "person"),
    )


def _make_action() -> None:
    create_table(
        "action",
        text("action_id"),
        text("actor"),
        text("action"),
        text("about"),
        time("at"),
        text("text"),
        json("facts"),
        key=("action_id",),
    )
    index("ix_action_about", "action", "about", "action_id")
