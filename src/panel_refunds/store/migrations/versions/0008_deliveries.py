"""Each message through each notifier is a row of its own, and customers have contacts.

What the outbox noted as delivered becomes such rows. What was on its way is still scheduled, as one piece of work for
the whole message: the worker makes the rows of the other notifiers when that is due.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from panel_refunds.store.migrations.columns import check, create_table, index, json, number, refer, text, time

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_CARRY = """
    INSERT INTO delivery (tenant_id, message_id, notifier, state, tries, ended_at)
    SELECT message.tenant_id, message.message_id, name.value, 'delivered', 1, message.at
    FROM outbox_message AS message, {names} AS name{column}
"""
_CARRY_BACK = """
    UPDATE outbox_message SET delivered = COALESCE((
        SELECT {collect}(notifier) FROM delivery
        WHERE delivery.tenant_id = outbox_message.tenant_id AND delivery.message_id = outbox_message.message_id
        AND delivery.state = 'delivered'
    ){cast}, '[]')
"""
_RESCHEDULE = """
    INSERT INTO work (tenant_id, kind, ref, due_at, fence, tries)
    SELECT tenant_id, 'deliver', message_id, MIN(next_at), 0, 0 FROM delivery
    WHERE state = 'waiting' GROUP BY tenant_id, message_id
    ON CONFLICT DO NOTHING
"""


def upgrade() -> None:
    """Make the tables, and fill one from what the outbox noted."""
    create_table(
        "delivery",
        text("message_id"),
        text("notifier"),
        text("state"),
        number("tries"),
        time("first_tried_at", null=True),
        time("next_at", null=True),
        time("ended_at", null=True),
        text("error", null=True),
        refer("delivery", "outbox_message", message_id="message_id"),
        check("ck_delivery_state", "state IN ('waiting', 'delivered', 'dead', 'aside')"),
        check("ck_delivery_tries", "tries >= 0"),
        key=("message_id", "notifier"),
    )
    create_table("customer_contact", text("customer_id"), json("facts"), time("told_at"), key=("customer_id",))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_CARRY.format(names="json_each(message.delivered)", column=""))
    else:
        op.execute(_CARRY.format(names="json_array_elements_text(message.delivered::json)", column="(value)"))
    index("ix_delivery_dead", "delivery", "message_id", "notifier", where="state = 'dead'")
    index("ix_delivery_waiting", "delivery", "notifier", "message_id", where="state = 'waiting'")
    op.drop_column("outbox_message", "delivered")


def downgrade() -> None:
    """Note in the outbox again what was delivered; what waits is scheduled as one piece of work for each message."""
    op.add_column("outbox_message", sa.Column("delivered", sa.Text(), nullable=False, server_default="[]"))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_CARRY_BACK.format(collect="json_group_array", cast=""))
    else:
        op.execute(_CARRY_BACK.format(collect="json_agg", cast="::text"))
        op.alter_column("outbox_message", "delivered", server_default=None)
    op.execute(_RESCHEDULE)
    op.execute("DELETE FROM work WHERE kind LIKE 'deliver:%'")
    op.drop_table("customer_contact")
    op.drop_table("delivery")
