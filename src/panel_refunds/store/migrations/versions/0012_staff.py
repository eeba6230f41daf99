"""The people of the staff, and what a human action changed, through which door."""

from __future__ import annotations

from alembic import op

from panel_refunds.store.migrations.columns import check, create_table, index, json, number, refer, text, time

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and the columns of the audit trail; what was done before has none of the new ones."""
    create_table(
        "staff",
        text("staff_id"),
        text("login"),
        text("name"),
        text("role"),
        text("state"),
        time("made_at"),
        time("changed_at"),
        number("version"),
        text("password", null=True),
        time("password_at", null=True),
        text("totp", null=True),
        time("totp_at", null=True),
        number("totp_step"),
        time("signed_in_at", null=True),
        check("ck_staff_role", "role IN ('support', 'finance', 'approver', 'operator', 'auditor')"),
        check("ck_staff_state", "state IN ('active', 'disabled')"),
        check("ck_staff_counts", "version > 0 AND totp_step >= 0"),
        key=("staff_id",),
    )
    index("uq_staff_login", "staff", "login", unique=True)
    create_table(
        "staff_pass",
        text("digest"),
        text("staff_id"),
        text("kind"),
        time("made_at"),
        time("ends_at"),
        time("used_at", null=True),
        check("ck_staff_pass_kind", "kind IN ('invitation', 'code')"),
        refer("staff_pass", "staff", staff_id="staff_id"),
        key=("digest",),
    )
    index("ix_staff_pass_staff_id", "staff_pass", "staff_id")
    index("ix_staff_pass_ends_at", "staff_pass", "ends_at")
    create_table(
        "staff_recovery_code",
        text("digest"),
        text("staff_id"),
        time("made_at"),
        time("used_at", null=True),
        refer("staff_recovery_code", "staff", staff_id="staff_id"),
        key=("digest",),
    )
    index("ix_staff_recovery_code_staff_id", "staff_recovery_code", "staff_id")
    create_table(
        "staff_failed_tries",
        text("login"),
        number("failed"),
        time("last_at"),
        time("wait_until"),
        check("ck_staff_failed_tries_count", "failed > 0"),
        key=("login",),
    )
    index("ix_staff_failed_tries_last_at", "staff_failed_tries", "last_at")
    # SQLite cannot add a column and leave its description of the table as if it had been there from the beginning.
    with op.batch_alter_table(
        "action", recreate="always" if op.get_bind().dialect.name == "sqlite" else "never"
    ) as action:
        for column in (json("before", null=True), json("after", null=True), text("door", null=True)):
            action.add_column(column)
    index("ix_action_actor", "action", "actor", "action_id")


def downgrade() -> None:
    """Forget the staff; who did what stays, without what it changed."""
    op.drop_index("ix_action_actor", "action")
    with op.batch_alter_table("action") as action:
        for name in ("door", "after", "before"):
            action.drop_column(name)
    for name in ("staff_failed_tries", "staff_recovery_code", "staff_pass", "staff"):
        op.drop_table(name)
