"""Sessions of the pages, and the links that open them."""

from __future__ import annotations

from alembic import op

from panel_refunds.store.migrations.columns import check, create_table, index, text, time

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    create_table(
        "sign_in_link",
        text("digest"),
        text("customer_id"),
        text("site"),
        time("made_at"),
        time("ends_at"),
        text("framed_by", null=True),
        time("used_at", null=True),
        key=("digest",),
    )
    index("ix_sign_in_link_ends_at", "sign_in_link", "ends_at")
    create_table(
        "session",
        text("digest"),
        text("session_id"),
        text("kind"),
        text("subject"),
        text("site"),
        text("csrf"),
        time("opened_at"),
        time("ends_at"),
        time("last_at"),
        text("framed_by", null=True),
        check("ck_session_kind", "kind IN ('customer', 'staff')"),
        key=("digest",),
    )
    index("uq_session_session_id", "session", "session_id", unique=True)
    index("ix_session_subject_opened_at", "session", "subject", "opened_at")
    index("ix_session_ends_at", "session", "ends_at")


def downgrade() -> None:
    """Sign everybody out."""
    op.drop_table("session")
    op.drop_table("sign_in_link")
