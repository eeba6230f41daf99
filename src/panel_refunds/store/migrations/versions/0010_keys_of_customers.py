"""API keys in the hands of one customer."""

from __future__ import annotations

from alembic import op

from panel_refunds.store.migrations.columns import text

revision = "0010"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a key name its customer."""
    op.add_column("api_key", text("customer", null=True))


def downgrade() -> None:
    """End the keys of customers for good: without the column nothing would say whose they are."""
    op.execute("DELETE FROM api_key WHERE customer IS NOT NULL")
    op.drop_column("api_key", "customer")
