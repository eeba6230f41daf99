"""What the outbox noted as delivered becomes deliveries, and goes back again; what was on its way stays on its way."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import column, inspect, table

from panel_refunds.store import Delivery, Store

TENANT = UUID(int=1)
AT = datetime(2026, 3, 2, tzinfo=UTC)


def old_outbox(store: Store, delivered: dict[str, list[str]]) -> None:
    at = AT.isoformat(timespec="microseconds") if store.dialect == "sqlite" else AT
    tenant = TENANT.hex if store.dialect == "sqlite" else TENANT
    names = ("tenant_id", "message_id", "kind", "text", "facts", "at", "delivered")
    outbox = table("outbox_message", *map(column, names))
    with store.engine.begin() as connection:
        for message, notifiers in delivered.items():
            row = (tenant, message, "refund_sent", "Sent.", "{}", at, json.dumps(notifiers))
            connection.execute(outbox.insert().values(dict(zip(names, row, strict=True))))


def noted(store: Store) -> dict[str, list[str]]:
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT message_id, delivered FROM outbox_message").all()
    return {message: sorted(json.loads(names)) for message, names in rows}


def test_what_was_delivered_is_carried_over_and_back(empty: Store) -> None:
    empty.migrate("0007")
    old_outbox(empty, {"out_1": ["log", "mail"], "out_2": []})

    empty.migrate()
    with empty.read(TENANT) as books:
        assert books.deliveries_of("out_1") == [
            Delivery("out_1", name, "delivered", 1, ended_at=AT) for name in ("log", "mail")
        ]
        assert books.deliveries_of("out_2") == []
        assert books.get_outbox("out_1").text == "Sent."
    with empty.begin(TENANT, new_id=str) as books:
        books.save_delivery(Delivery("out_2", "mail", next_at=AT))
        books.schedule("deliver:mail", "out_2", AT)

    empty.downgrade("0007")
    assert noted(empty) == {"out_1": ["log", "mail"], "out_2": []}
    with empty.engine.connect() as connection:
        assert not {"delivery", "customer_contact"} & set(inspect(connection).get_table_names())
        assert connection.exec_driver_sql("SELECT kind, ref FROM work").all() == [("deliver", "out_2")]
    empty.migrate()
    with empty.read(TENANT) as books:
        assert len(books.deliveries_of("out_1")) == 2
        assert books.find_work("deliver", "out_2") is not None
