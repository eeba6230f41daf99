"""Rows of a wallet are found by what they belong to."""

from __future__ import annotations

from dataclasses import replace

from tests.refunds.audit.paid_wallet import ATTEMPT, REFUND, paid_books

from panel_refunds.refunds.audit.wallet_facts import sorted_by


def test_rows_are_found_by_what_they_belong_to() -> None:
    other = replace(REFUND, refund_id="rf_2", request_id="rr_2", deposit_id="d2")
    facts = paid_books().but(refunds={"rf_1": REFUND, "rf_2": other})

    assert facts.refunds_of_deposit["d2"] == [other]
    assert facts.refunds_of_request["rr_1"] == [REFUND]
    assert facts.attempts_of["rf_1"] == [ATTEMPT]
    assert [hold.holder for hold in facts.holds_of["rf_1"]] == ["rf_1"]
    assert facts.disputes_of["d1"] == []


def test_groups_keep_the_order_of_their_records() -> None:
    groups = sorted_by(["ab", "b", "ac"], lambda word: word[0])

    assert groups == {"a": ["ab", "ac"], "b": ["b"]}
    assert groups["c"] == []
