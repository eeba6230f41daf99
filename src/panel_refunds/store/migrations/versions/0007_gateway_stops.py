"""Gateways through which nothing is sent for now."""

from __future__ import annotations

from alembic import op

from panel_refunds.store.migrations.columns import create_table, number, text, time

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    create_table(
        "gateway_stop",
        text("gateway"),
        text("stop_id"),
        text("why"),
        time("stopped_at"),
        text("stopped_by"),
        time("probe_at", null=True),
        number("probes"),
        key=("gateway",),
    )


def downgrade() -> None:
    """Take the table away, with what is in it."""
    op.drop_table("gateway_stop")
