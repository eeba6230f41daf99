"""How far reconciling came, and the differences that people were told of."""

from __future__ import annotations

from alembic import op

from panel_refunds.store.migrations.columns import check, create_table, flag, index, number, text, time

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    create_table(
        "reconciliation",
        text("gateway"),
        time("since"),
        time("begun_at"),
        text("cursor"),
        flag("feed_read"),
        text("after"),
        number("compared"),
        number("not_compared"),
        number("stops"),
        time("finished_at", null=True),
        check("ck_reconciliation_counts", "compared >= 0 AND not_compared >= 0 AND stops >= 0"),
        key=("gateway",),
    )
    create_table(
        "difference",
        text("key"),
        text("code"),
        text("gateway"),
        text("deposit_id"),
        text("about"),
        text("ours"),
        text("theirs"),
        time("told_at"),
        time("gone_at", null=True),
        key=("key",),
    )
    index("ix_difference_standing", "difference", "gateway", "deposit_id", where="gone_at IS NULL")


def downgrade() -> None:
    """Take the tables away, with what is in them."""
    op.drop_table("difference")
    op.drop_table("reconciliation")
