"""A page of the audit as an answer: invariants by name, ids, and totals as amounts."""

from __future__ import annotations

from datetime import UTC, datetime

from panel_refunds.ledger.audit.fault import fault
from panel_refunds.money import SCALE
from panel_refunds.refunds.audit.totals import Agreement
from panel_refunds.store.audit_by_page import AuditPage
from panel_refunds.web.answers.audit_pages import show_audit_page

AT = datetime(2026, 3, 2, tzinfo=UTC)


def test_what_is_broken_is_named_with_its_invariant():
    found = (fault("balance_differs", "It differs.", "wal_1"),)
    view = show_audit_page(AuditPage(AT, found, {"wallets": 1}, (Agreement("USD", "cash", SCALE, SCALE),), "lots/"))

    assert not view.ok
    assert view.broken[0].invariant == "balances_agree"
    assert view.broken[0].ids == ["wal_1"]
    assert (view.totals[0].kept, view.totals[0].agrees, view.next) == ("1.00", True, "lots/")


def test_totals_that_differ_are_not_ok():
    assert show_audit_page(AuditPage(AT, (), {}, (), None)).ok
    assert not show_audit_page(AuditPage(AT, (), {}, (Agreement("USD", "cash", 1, 2),), None)).ok
