"""The trail as people ask for it; a day is one of the tenant's calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.flows.shop import Shop

from panel_refunds.flows.look_at_trail import Wanted, look_at_trail


def test_a_day_begins_and_ends_at_the_tenants_midnight(shop: Shop):
    with shop.desk.begin() as books:
        for hour in (3, 4, 5):
            books.add_action("ana", "ask", f"rr_{hour}", datetime(2025, 9, 2, hour, tzinfo=UTC))

    def found(wanted: Wanted, **page) -> list[str]:
        return [each.about for each in look_at_trail(shop.desk, wanted, **page)]

    assert found(Wanted(day=date(2025, 9, 1))) == ["rr_3"]
    assert found(Wanted(day=date(2025, 9, 2))) == ["rr_5", "rr_4"]
    assert found(Wanted(person="ana", kind="ask", about="rr_4")) == ["rr_4"]
    assert found(Wanted(), limit=1) == ["rr_5"]
    newest = look_at_trail(shop.desk, Wanted(), limit=1)[0].action_id
    assert found(Wanted(), before=newest) == ["rr_4", "rr_3"]
