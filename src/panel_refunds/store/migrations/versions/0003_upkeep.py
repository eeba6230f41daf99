"""Work, messages, answers given, unknown words, policy versions and API keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from panel_refunds.store.migrations.columns import check, create_table, index, json, number, text, time

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = (
    "work",
    "outbox_message",
    "reply",
    "unknown_word",
    "status_word",
    "policy_version",
)
"""In the order in which they are made: parents first."""


def upgrade() -> None:
    """Make the tables."""
    _make_work()
    _make_outbox_message()
    _make_reply()
    _make_unknown_word()
    _make_status_word()
    _make_policy_version()
    _make_api_key()


def downgrade() -> None:
    """Take the tables away, with what is in them."""
    op.drop_table("api_key")
    for name in reversed(TABLES):
        op.drop_table(name)


def _make_work() -> None:
    create_table(
        "work",
        text("kind"),
        text("ref"),
        time("due_at"),
        number("fence"),
        number("tries"),
        time("lease_until", null=True),
        check("ck_work_counts", "fence >= 0 AND tries >= 0"),
        key=("kind", "ref"),
    )
    index("ix_work_due_at", "work", "due_at")


def _make_outbox_message() -> None:
    create_table(
        "outbox_message",
        text("message_id"),
        text("kind"),
        text("customer_id", null=True),
        text("request_id", null=True),
        text("text"),
        json("facts"),
        time("at"),
        json("delivered"),
        key=("message_id",),
    )


def _make_reply() -> None:
    create_table(
        "reply",
        text("scope"),
        text("key"),
        text("request_hash"),
        text("subject"),
        time("at"),
        number("status", null=True),
        json("body", null=True),
        key=("scope", "key"),
        clustered=True,
    )


def _make_unknown_word() -> None:
    create_table(
        "unknown_word",
        text("word_id"),
        text("provider"),
        text("word"),
        text("raw_word"),
        text("order_id"),
        time("first_seen_at"),
        time("last_seen_at"),
        number("seen"),
        text("status", null=True),
        text("resolved_by", null=True),
        time("resolved_at", null=True),
        check("ck_unknown_word_seen", "seen > 0"),
        key=("word_id",),
    )
    index("ix_unknown_word_open", "unknown_word", "word_id", where="status IS NULL")
    index("uq_unknown_word_word", "unknown_word", "provider", "word", unique=True)


def _make_status_word() -> None:
    create_table(
        "status_word",
        text("provider"),
        text("word"),
        text("status"),
        text("mapped_by"),
        time("mapped_at"),
        key=("provider", "word"),
    )


def _make_policy_version() -> None:
    create_table(
        "policy_version",
        text("label"),
        text("digest"),
        time("first_used_at"),
        key=("label",),
    )


def _make_api_key() -> None:
    # A look-up over all tenants: keyed by what is looked up, so not one of the tenants' tables.
    op.create_table(
        "api_key",
        text("digest"),
        text("key_id"),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        text("name"),
        json("scopes"),
        time("created_at"),
        time("revoked_at", null=True),
        sa.PrimaryKeyConstraint("digest", name="pk_api_key"),
    )
    op.create_index("ix_api_key_tenant", "api_key", ["tenant_id", "key_id"])
