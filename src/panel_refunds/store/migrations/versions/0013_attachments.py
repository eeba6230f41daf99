"""Files that come with the messages of a conversation."""

from __future__ import annotations

from alembic import op

from panel_refunds.store.migrations.columns import check, create_table, index, number, refer, text, time

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    create_table(
        "attachment",
        text("attachment_id"),
        text("request_id"),
        text("message_id"),
        text("name"),
        text("media_type"),
        number("size"),
        text("digest"),
        text("added_by"),
        time("at"),
        refer("attachment", "ticket_message", message_id="message_id"),
        check("ck_attachment_size", "size > 0"),
        key=("attachment_id",),
    )
    index("ix_attachment_request", "attachment", "request_id", "attachment_id")


def downgrade() -> None:
    """Forget which files there were; the files themselves stay until the worker sweeps them."""
    op.drop_table("attachment")
