"""Attempts and refunds tell one story about one sum."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.refunds.audit.paid_wallet import ATTEMPT, Books, paid_books

from panel_refunds.refunds.attempt import AttemptState
from panel_refunds.refunds.audit.check_attempts import check_attempts
from panel_refunds.refunds.audit.wallet_facts import WalletFacts
from panel_refunds.refunds.refund import RefundState


def found(facts: WalletFacts) -> list[str]:
    return [fault.code for fault in check_attempts(facts)]


@pytest.fixture
def books() -> Books:
    return paid_books()


@pytest.mark.parametrize(
    ("refund", "attempt"),
    [
        ("approved", "prepared"),
        ("sending", "prepared"),
        ("sending", "sending"),
        ("sending", "unknown"),
        ("sent", "pending"),
        ("sent", "action_required"),
        ("paid", "succeeded"),
        ("failed", "failed"),
        ("failed", "rejected"),
        ("approved", "rejected"),
        ("stopped", "rejected"),
    ],
)
def test_a_refund_and_its_attempt_tell_one_story(books: Books, refund: RefundState, attempt: AttemptState) -> None:
    assert found(books.but(refund={"state": refund}, attempt={"state": attempt})) == []


@pytest.mark.parametrize(
    ("refund", "attempt"),
    [
        ("stopped", "prepared"),
        ("failed", "sending"),
        ("approved", "unknown"),
        ("approved", "succeeded"),
        ("paid", "pending"),
        ("held", "prepared"),
    ],
)
def test_a_refund_and_its_attempt_never_tell_two_stories(
    books: Books, refund: RefundState, attempt: AttemptState
) -> None:
    facts = books.but(refund={"state": refund, "reference": "ref"}, attempt={"state": attempt})

    assert found(facts) == ["refund_attempt_differs"]


@pytest.mark.parametrize("state", ["sending", "sent"])
def test_what_is_under_way_has_an_attempt_that_is(books: Books, state: RefundState) -> None:
    assert found(books.but(refund={"state": state}, attempts=())) == ["refund_attempt_differs"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"deposit_id": "d2"}, "attempt_misplaced"),
        ({"wallet_id": "wal_2"}, "attempt_misplaced"),
        ({"payment": "pay_2"}, "attempt_misplaced"),
        ({"gateway": "paypal"}, "attempt_misplaced"),
        ({"amount": 1}, "attempt_figures_differ"),
        ({"currency": "EUR"}, "attempt_figures_differ"),
    ],
)
def test_an_attempt_sends_its_refunds_money_to_its_payment(books: Books, change: dict[str, Any], code: str) -> None:
    assert found(books.but(attempt=change)) == [code]


def test_one_attempt_of_a_deposit_is_open_at_a_time(books: Books) -> None:
    both = [replace(ATTEMPT, attempt_id=f"att_{number}", state="sending") for number in (1, 2)]

    assert found(books.but(refund={"state": "sending"}, attempts=both)) == ["attempts_open_twice"]


@pytest.mark.parametrize(
    ("reference", "codes"), [("wire 7", []), (None, ["refund_unproven"]), (" ", ["refund_unproven"])]
)
def test_what_was_paid_by_hand_has_a_reference(books: Books, reference: str | None, codes: list[str]) -> None:
    assert found(books.but(refund={"reference": reference}, attempts=())) == codes
