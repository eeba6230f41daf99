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
    # SQLite cannot add a column and leave its description of the table as if it had been there from the beginning.
    with op.batch_alter_table(
        "api_key", recreate="always" if op.get_bind().dialect.name == "sqlite" else "never"
    ) as key:
        key.add_column(text("customer", null=True))


def downgrade() -> None:
    """End the keys of customers for good: without the column nothing would say whose they are."""
    op.execute("DELETE FROM api_key WHERE customer IS NOT NULL")
    with op.batch_alter_table("api_key") as key:
        key.drop_column("customer")
