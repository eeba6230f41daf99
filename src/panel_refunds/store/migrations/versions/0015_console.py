"""What the operator console asks: acts by each of their people, polls of providers, the last use of a key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from panel_refunds.store.migrations.columns import create_table, index, text, time

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

AT_ONCE = 1000
_INDEXES = (
    ("ix_action_kind", "action", ("action", "action_id"), None),
    ("ix_action_at", "action", ("at", "action_id"), None),
    ("ix_gateway_notice_heard", "gateway_notice", ("gateway", "received_at"), None),
    ("ix_refund_request_opened_at", "refund_request", ("opened_at",), None),
    ("ix_refund_request_decided_at", "refund_request", ("decided_at",), "decided_at IS NOT NULL"),
    ("ix_refund_paid_at", "refund", ("paid_at",), "paid_at IS NOT NULL"),
    ("ix_dispute_lost", "dispute", ("closed_at",), "state = 'lost'"),
    ("ix_orders_placed_at", "orders", ("placed_at",), None),
)


def upgrade() -> None:
    """Make the tables and indexes, and write the people of every act that was done before."""
    create_table("action_person", text("person"), text("action_id"), key=("person", "action_id"), clustered=True)
    create_table(
        "provider_poll",
        text("provider"),
        time("asked_at"),
        time("answered_at", null=True),
        time("failing_since", null=True),
        text("error", null=True),
        key=("provider",),
    )
    # SQLite cannot add a column and leave its description of the table as if it had been there from the beginning.
    with op.batch_alter_table(
        "api_key", recreate="always" if op.get_bind().dialect.name == "sqlite" else "never"
    ) as key:
        key.add_column(time("used_at", null=True))
    for rows in _people():
        op.bulk_insert(_ACTION_PERSON, rows)
    op.drop_index("ix_action_actor", "action")
    for name, table, columns, where in _INDEXES:
        index(name, table, *columns, where=where)


def downgrade() -> None:
    """The other way round; who did what stays in the acts themselves."""
    for name, table, _columns, _where in _INDEXES:
        op.drop_index(name, table)
    index("ix_action_actor", "action", "actor", "action_id")
    with op.batch_alter_table("api_key") as key:
        key.drop_column("used_at")
    op.drop_table("provider_poll")
    op.drop_table("action_person")


_ACTION = sa.table("action", sa.column("tenant_id", sa.Uuid()), sa.column("action_id"), sa.column("actor"))
_ACTION_PERSON = sa.table(
    "action_person", sa.column("tenant_id", sa.Uuid()), sa.column("person"), sa.column("action_id")
)


def _people() -> Iterator[list[dict[str, Any]]]:
    """The people of all acts, of some acts at a time."""
    bind = op.get_bind()
    tenants = bind.scalars(sa.select(_ACTION.c.tenant_id).distinct()).all()
    for tenant in tenants:
        after = ""
        while True:
            acts = bind.execute(
                sa.select(_ACTION.c.action_id, _ACTION.c.actor)
                .where(_ACTION.c.tenant_id == tenant, _ACTION.c.action_id > after)
                .order_by(_ACTION.c.action_id)
                .limit(AT_ONCE)
            ).all()
            if not acts:
                break
            after = acts[-1].action_id
            yield [
                {"tenant_id": tenant, "person": person, "action_id": act.action_id}
                for act in acts
                for person in dict.fromkeys(act.actor.split(", "))
            ]
