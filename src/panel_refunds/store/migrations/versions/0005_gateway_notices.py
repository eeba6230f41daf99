"""What gateways tell by themselves."""

from __future__ import annotations

from alembic import op

from panel_refunds.store.migrations.columns import create_table, index, json, text, time

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    create_table(
        "gateway_notice",
        text("gateway"),
        text("event_id"),
        text("kind"),
        text("ref"),
        json("payments"),
        text("word"),
        time("received_at"),
        time("applied_at", null=True),
        key=("gateway", "event_id"),
    )
    index("ix_gateway_notice_kind_received_at", "gateway_notice", "kind", "received_at")


def downgrade() -> None:
    """Take the table away, with what is in it."""
    op.drop_table("gateway_notice")
