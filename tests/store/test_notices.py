"""What gateways told: each event of a tenant once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from panel_refunds.store import Notice, Store

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOLD = Notice("card", "evt_1", "warning", "issfr_1", ("ch_1", "pi_1"), "radar.early_fraud_warning.created", NOW)


def test_an_event_is_written_once_for_each_tenant(store: Store) -> None:
    mine, theirs = uuid4(), uuid4()
    counts = []
    for tenant in (mine, mine, theirs):
        with store.begin(tenant, new_id=str) as books:
            counts.append(books.add_notice(TOLD))

    assert counts == [True, False, True]


def test_what_was_looked_at_is_known_and_warnings_are_found_by_payment(store: Store) -> None:
    tenant = uuid4()
    with store.begin(tenant, new_id=str) as books:
        books.add_notice(TOLD)
        books.note_applied(TOLD, NOW + timedelta(minutes=1))

    with store.read(tenant) as books:
        kept = books.find_notice("card", "evt_1")
        assert kept is not None
        assert kept.applied_at == NOW + timedelta(minutes=1)
        assert books.warnings_about(["pi_1"], since=NOW) == [kept]
        assert books.warnings_about(["pi_1"], since=NOW + timedelta(seconds=1)) == []
        assert books.warnings_about(["pi_2"], since=NOW) == []
        assert books.find_notice("other", "evt_1") is None
