"""Who did something together is found by each of them, also what was done before the table was there."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import inspect, text

from panel_refunds.store import Store


def test_people_of_old_acts_are_written_and_everything_goes_away_again(empty: Store) -> None:
    empty.migrate("0014")
    before = tables(empty)
    with empty.engine.begin() as connection:
        for number, actor in enumerate(("finance-ana, approver-bo", "system", "finance-ana")):
            connection.execute(
                text(
                    "INSERT INTO action (tenant_id, action_id, actor, action, about, at, text, facts)"
                    " VALUES (:tenant, :id, :actor, 'approve', 'x', '2026-01-01T00:00:00+00:00', '', '{}')"
                ),
                {"tenant": TENANT.hex if empty.dialect == "sqlite" else TENANT, "id": f"aud_{number}", "actor": actor},
            )
    empty.migrate("0015")
    assert tables(empty) - before == {"action_person", "provider_poll"}
    with empty.read(TENANT) as books:
        assert [each.action_id for each in books.audit_trail(person="finance-ana")] == ["aud_2", "aud_0"]
        assert [each.action_id for each in books.audit_trail(person="approver-bo")] == ["aud_0"]
    empty.downgrade("0014")
    assert tables(empty) == before


TENANT = uuid4()


def tables(store: Store) -> set[str]:
    with store.engine.connect() as connection:
        return set(inspect(connection).get_table_names())
