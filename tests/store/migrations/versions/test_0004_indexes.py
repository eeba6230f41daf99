"""Two indexes come and go, and no row with them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import inspect, text

from panel_refunds.store import Store
from panel_refunds.store.schema import transaction


def indexes(store: Store) -> set[str | None]:
    with store.engine.connect() as connection:
        look = inspect(connection)
        return {index["name"] for table in ("reply", "refund") for index in look.get_indexes(table)}


def test_answers_that_were_given_outlive_the_index_by_which_old_ones_are_found(empty: Store) -> None:
    empty.migrate("0003")
    tenant = UUID(int=1)
    row = {"t": tenant.hex if empty.dialect == "sqlite" else str(tenant), "at": "2026-03-02 09:00:00+00:00"}
    write = text(
        "INSERT INTO reply (tenant_id, scope, key, request_hash, subject, at)"
        " VALUES (:t, 'orders', 'key-1', 'hash', 'ord_1', :at)"
    )
    with transaction(empty.engine) as connection:
        connection.execute(write, row)

    for move, there in ((empty.migrate, True), (lambda: empty.downgrade("0003"), False), (empty.migrate, True)):
        move()
        with empty.engine.connect() as connection:
            assert connection.execute(text("SELECT key FROM reply")).all() == [("key-1",)]
        assert ("ix_reply_at" in indexes(empty)) is there
        assert ("ix_refund_unsettled" in indexes(empty)) is not there
