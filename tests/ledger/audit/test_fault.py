"""What the audit finds can be read by people and by programs."""

from __future__ import annotations

import pytest
from tests.ledger.purse import day

from panel_refunds.ledger.audit.fault import FAULTS, AuditReport, Fault, fault


def test_a_fault_reads_as_a_sentence_with_its_ids() -> None:
    found = fault("lot_missing", "It is gone.", "wal_1", "lot_1")

    assert str(found) == "lot_missing: It is gone. (wal_1, lot_1)"
    assert found.as_json() == {"code": "lot_missing", "text": "It is gone.", "ids": ["wal_1", "lot_1"]}


def test_ids_that_are_not_known_are_left_out_and_none_stands_twice() -> None:
    assert fault("lot_missing", "It is gone.", "wal_1", None, "", "wal_1").ids == ("wal_1",)


def test_a_code_that_nobody_explains_is_refused() -> None:
    with pytest.raises(LookupError, match="not a known fault"):
        Fault("oops", "It broke.", ())


def test_every_code_is_explained_in_a_sentence() -> None:
    assert all(text[0].isupper() and text.endswith(".") for text in FAULTS.values())
    assert len(set(FAULTS.values())) == len(FAULTS)


def test_a_report_without_faults_is_in_order() -> None:
    whole = AuditReport(day(0), (), {"wallets": 1})
    broken = AuditReport(day(0), (fault("lot_missing", "It is gone.", "lot_1"),), {})

    assert whole.ok
    assert whole.as_json() == {"ok": True, "at": day(0).isoformat(), "faults": [], "counts": {"wallets": 1}}
    assert not broken.ok
    assert broken.as_json()["faults"] == [{"code": "lot_missing", "text": "It is gone.", "ids": ["lot_1"]}]
