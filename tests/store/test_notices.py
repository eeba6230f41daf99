"""What gateways told: each event of a tenant once."""

from __future__ import annotations

from dataclasses import replace
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


def test_events_are_counted_by_who_told_them_and_what_they_are(store: Store) -> None:
    mine, theirs = uuid4(), uuid4()
    for tenant in (mine, theirs):
        with store.begin(tenant, new_id=str) as books:
            for number, who in enumerate(("order_providers.main", "order_providers.main", "main")):
                books.add_notice(Notice(who, f"evt_{number}", "order_hint", "", ("7", "8"), "", NOW))
    with store.begin(mine, new_id=str) as books:
        kept = books.find_notice("order_providers.main", "evt_0")
        assert kept is not None
        books.save_notice(replace(kept, kind="order_hint_not_ours", payments=("8",), applied_at=NOW))

    with store.read(mine) as books:
        counts = [books.count_notices("order_providers.main", kind) for kind in ("order_hint", "order_hint_not_ours")]
    assert counts == [1, 1]
    with store.read(theirs) as books:
        assert books.count_notices("order_providers.main", "order_hint") == 2
