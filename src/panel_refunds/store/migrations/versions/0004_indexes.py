"""An index by which old answers are found, and one away that no question uses any more."""

from __future__ import annotations

from alembic import op

from panel_refunds.store.migrations.columns import index

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Answers by their age; refunds that are not settled are no longer asked for by wallet."""
    index("ix_reply_at", "reply", "at")
    op.drop_index("ix_refund_unsettled", "refund")


def downgrade() -> None:
    """The other way round; no row changes."""
    index("ix_refund_unsettled", "refund", "wallet_id", where=_UNSETTLED)
    op.drop_index("ix_reply_at", "reply")


_UNSETTLED = "state IN ('approved', 'failed', 'held', 'sending', 'sent')"
