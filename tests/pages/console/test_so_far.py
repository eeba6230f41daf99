"""How far an audit came is carried by the form, signed by the session, and adds up page by page."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from panel_refunds.errors import Refused
from panel_refunds.ledger.audit.fault import fault
from panel_refunds.pages.console.so_far import MOST_TOLD, SoFar, seal, unseal
from panel_refunds.refunds.audit.totals import Agreement
from panel_refunds.store.audit_by_page import AuditPage

AT = datetime(2026, 3, 2, tzinfo=UTC)
MINE, OTHER = SimpleNamespace(csrf="mine"), SimpleNamespace(csrf="another")


def page(*faults, kept=1, place=None):
    totals = (Agreement("USD", "cash", kept, 1),)
    return AuditPage(AT, faults, {"wallets": 2, "entries": 3}, totals, place)


def test_pages_add_up():
    so_far = SoFar()
    assert so_far.state_of("entries_balance") == "waiting"
    so_far.add(page(place="wallets/x"))
    assert (so_far.state_of("entries_balance"), so_far.ok, so_far.ended) == ("so_far", True, False)
    so_far.add(page(fault("entry_unbalanced", "Off by 1.", "wal_1", "je_1"), kept=2))

    assert (so_far.wallets, so_far.entries, so_far.faults, so_far.ended, so_far.ok) == (4, 6, 1, True, False)
    assert (so_far.state_of("entries_balance"), so_far.state_of("lots_agree")) == ("broken", "holds")
    assert so_far.agreements == [Agreement("USD", "cash", 3, 2)]
    assert so_far.shown[0].ids == ("wal_1", "je_1")


def test_many_faults_are_counted_and_few_are_told():
    so_far = SoFar()
    so_far.add(page(*(fault("lot_missing", "Gone.", f"lot_{number}") for number in range(MOST_TOLD + 5))))

    assert (so_far.faults, len(so_far.shown)) == (MOST_TOLD + 5, MOST_TOLD)


def test_only_the_session_that_wrote_it_is_believed():
    so_far = SoFar()
    so_far.add(page(place="wallets/x"))
    text = seal(MINE, so_far)

    assert unseal(MINE, text) == so_far
    for session, other in ((OTHER, text), (MINE, f"{text}x"), (MINE, "nonsense"), (MINE, "ü")):
        with pytest.raises(Refused):
            unseal(session, other)
