"""Rows that nothing leads to are named; ``test_audit`` damages every table in every way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from tests.store.damages import copied
from tests.store.till import Till

from panel_refunds.ledger.audit.fault import Fault
from panel_refunds.store.audit_pages import AuditPages
from panel_refunds.store.audit_strays import find_strays


def strays(till: Till, **met: int) -> list[Fault]:
    with till.read() as books:
        return list(find_strays(AuditPages.of(books), Counter(met)))


def test_rows_that_were_all_met_are_not_looked_for(till: Till) -> None:
    till.deposit()

    assert strays(till, deposits=1, lots=1) == []


def test_a_table_with_more_rows_than_were_met_is_walked_and_what_is_reached_is_no_stray(till: Till) -> None:
    """The count is only a reason to look; what is wrong is said by the rows themselves."""
    till.deposit()

    assert strays(till) == []


def test_every_stray_is_named_however_many_pages_it_takes(
    till: Till, change_rows: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("panel_refunds.store.audit_strays.ROWS_AT_ONCE", 2)
    deposit = till.deposit()
    with till.read() as books:
        (own,) = books.wallet(deposit.wallet_id).lots
    names = [f"lot_{place}" for place in "13579"]
    for name in names:
        change_rows(copied("lot", f"lot_id = '{own}'", lot_id=f"'{name}'"))

    found = strays(till, deposits=1, lots=1)
    assert {fault.code for fault in found} == {"lot_unposted"}
    assert sorted(fault.ids[0] for fault in found) == names
