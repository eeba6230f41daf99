"""What fraud checks said, and the facts that the panel sent for them."""

from __future__ import annotations

from alembic import op

from panel_refunds.store.migrations.columns import check, create_table, flag, index, json, number, refer, text, time

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    create_table(
        "verdict",
        text("verdict_id"),
        text("request_id"),
        text("check_name"),
        text("answer"),
        json("reasons"),
        flag("failed"),
        text("inputs_hash"),
        time("asked_at"),
        number("took_ms"),
        text("plugin"),
        text("version"),
        refer("verdict", "refund_request", request_id="request_id"),
        check("ck_verdict_answer", "answer IN ('allow', 'review', 'deny', 'abstain')"),
        check("ck_verdict_took", "took_ms >= 0"),
        key=("verdict_id",),
    )
    index("ix_verdict_request", "verdict", "request_id", "verdict_id")
    create_table("told_facts", text("about"), json("facts"), time("at"), key=("about",))


def downgrade() -> None:
    """Take the tables away, with what is in them."""
    op.drop_table("told_facts")
    op.drop_table("verdict")
