"""Every kind of damage breaks exactly one invariant."""

from __future__ import annotations

from panel_refunds.ledger.audit.fault import FAULTS
from panel_refunds.refunds.audit.invariants import INVARIANT_OF, INVARIANTS


def test_every_fault_breaks_one_invariant():
    codes = [code for named in INVARIANTS.values() for code in named]

    assert sorted(codes) == sorted(FAULTS)
    assert len(INVARIANT_OF) == len(codes)
