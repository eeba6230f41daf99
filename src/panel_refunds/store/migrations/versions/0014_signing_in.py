"""By what a sign-in service knows the people of the staff, and words that wait for somebody to sign in again."""

from __future__ import annotations

from alembic import op

from panel_refunds.store.migrations.columns import check, create_table, index, json, refer, text, time

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    create_table(
        "staff_identity",
        text("member"),
        text("staff_id"),
        time("made_at"),
        text("issuer", null=True),
        text("subject", null=True),
        time("bound_at", null=True),
        refer("staff_identity", "staff", staff_id="staff_id"),
        key=("member",),
    )
    index("uq_staff_identity_staff_id", "staff_identity", "staff_id", unique=True)
    index("uq_staff_identity_issuer_subject", "staff_identity", "issuer", "subject", unique=True)
    create_table(
        "kept_words",
        text("digest"),
        text("kind"),
        text("subject"),
        text("page"),
        json("fields"),
        time("ends_at"),
        check("ck_kept_words_kind", "kind IN ('customer', 'staff')"),
        key=("digest",),
    )
    index("ix_kept_words_ends_at", "kept_words", "ends_at")


def downgrade() -> None:
    """Forget both; people sign in with what they have besides."""
    op.drop_table("kept_words")
    op.drop_table("staff_identity")
