"""The audit in pages says what the audit of everything says, however small the pages are."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from tests.store.damages import copied
from tests.store.lived_in import live_in

from panel_refunds.errors import Refused
from panel_refunds.store.audit import audit_tenant
from panel_refunds.store.audit_by_page import AuditPage, audit_page


def pages(till_or_store: Any, tenant: Any, now: Any, **how: Any) -> list[AuditPage]:
    found = [audit_page(till_or_store, tenant, now=now, **how)]
    while (place := found[-1].next) is not None:
        found.append(audit_page(till_or_store, tenant, now=now, place=place, **how))
    return found


def test_many_small_pages_look_at_all_that_one_look_sees(store, change_rows, monkeypatch) -> None:
    tenant, now, ids = live_in(store)
    own = f"lot_id = '{ids['untied']}'"
    change_rows(copied("lot", own, lot_id="'lot_1'"))
    change_rows(copied("lot", own, lot_id="'lot_2'"))
    change_rows("UPDATE wallet SET cash = cash + 1 WHERE customer_id = 'c1'")
    whole = audit_tenant(store, tenant, now=now)
    assert {fault.code for fault in whole.faults} == {"balance_differs", "lot_unposted"}

    (one,) = pages(store, tenant, now)
    assert set(one.faults) == set(whole.faults)

    monkeypatch.setattr("panel_refunds.store.audit.WALLETS_AT_ONCE", 1)
    monkeypatch.setattr("panel_refunds.store.audit_by_page.MOST_ENTRIES", 3)
    monkeypatch.setattr("panel_refunds.store.audit_by_page.MOST_KEYS", 2)
    monkeypatch.setattr("panel_refunds.store.audit_strays.ROWS_AT_ONCE", 2)
    many = pages(store, tenant, now, wallets=1)
    assert len(many) > 20
    assert sorted(map(str, (fault for page in many for fault in page.faults))) == sorted(map(str, whole.faults))
    counts = sum((Counter(page.counts) for page in many), Counter())
    assert counts["wallets"] == whole.counts["wallets"]
    assert counts["entries"] == whole.counts["entries"]


def test_totals_agree_until_somebody_changes_a_figure(store, change_rows) -> None:
    tenant, now, _ = live_in(store)
    (page,) = pages(store, tenant, now)
    assert all(each.agrees for each in page.totals)
    assert {each.pair for each in page.totals} == {"cash", "bonus", "held", "holds", "journal"}
    assert any(each.kept for each in page.totals)

    change_rows("UPDATE wallet SET cash = cash + 7 WHERE customer_id = 'c1'")
    (page,) = pages(store, tenant, now)
    (differs,) = [each for each in page.totals if not each.agrees]
    assert (differs.pair, differs.kept - differs.counted) == ("cash", 7)


@pytest.mark.parametrize("place", ["wallets", "nowhere/x", "/", "x"])
def test_a_place_that_is_none_is_refused(till, clock, place) -> None:
    with pytest.raises(Refused) as refused:
        audit_page(till.store, till.tenant, now=clock(), place=place)
    assert refused.value.code == "field_invalid"
