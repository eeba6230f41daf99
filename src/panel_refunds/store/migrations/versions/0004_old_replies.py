"""Answers given are found by their age, so that old ones can be deleted a few at a time."""

from __future__ import annotations

from alembic import op

from panel_refunds.store.migrations.columns import index

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    index("ix_reply_at", "reply", "at")


def downgrade() -> None:
    """Take it away; the answers stay."""
    op.drop_index("ix_reply_at", "reply")
