"""A refund was booked as its state says, with its own figures, and holds what it needs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.ledger.purse import day, dollars
from tests.refunds.audit.paid_wallet import SPLIT, Books, paid_books

from panel_refunds.ledger.payout import reverse_refund
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.refunds.audit.check_refunds import check_refunds
from panel_refunds.refunds.audit.wallet_facts import WalletFacts


def reverse(wallet: Wallet) -> None:
    settled = [hold for hold in wallet.holds.values() if hold.state == "settled"]
    reverse_refund(
        wallet,
        refund_id="rf_1",
        gateway="stripe",
        split=SPLIT,
        settled=settled,
        restore_bonus=True,
        asked_at=day(1),
        at=day(9),
    )


def found(books: Books, facts: WalletFacts | None = None) -> list[str]:
    return [fault.code for fault in check_refunds(facts or books.facts, books.journal)]


def test_a_paid_refund_and_one_that_came_back_have_no_faults() -> None:
    back = paid_books(reverse)

    assert found(paid_books()) == []
    assert found(back, back.but(refund={"state": "failed"})) == []


@pytest.mark.parametrize("change", [{"deposits": {}}, {"requests": {}}])
def test_a_refund_belongs_to_a_deposit_and_a_request_of_its_wallet(change: dict[str, Any]) -> None:
    books = paid_books()

    assert "refund_misplaced" in found(books, replace(books.facts, **change))


@pytest.mark.parametrize("state", ["approved", "failed", "stopped"])
def test_what_was_booked_as_paid_is_paid(state: str) -> None:
    books = paid_books()

    assert "refund_not_booked" in found(books, books.but(refund={"state": state}))


def test_what_came_back_is_not_paid() -> None:
    assert found(paid_books(reverse)) == ["refund_not_booked"]


@pytest.mark.parametrize(
    "change", [{"processor_fee": dollars(1)}, {"processor_fee": None}, {"own_fee": 0}, {"bonus_deducted": 1}]
)
def test_a_paid_refund_with_other_figures_is_found(change: dict[str, Any]) -> None:
    books = paid_books()

    assert found(books, books.but(refund=change)) == ["refund_figures_differ"]


def test_a_refund_that_came_back_with_other_figures_is_found() -> None:
    books = paid_books(reverse)
    facts = books.but(refund={"state": "failed", "own_fee": 0})

    assert found(books, facts) == ["refund_figures_differ", "refund_figures_differ"]


def test_a_refund_under_way_holds_what_it_will_send() -> None:
    books = paid_books()
    still = [replace(hold, state="open") for hold in books.facts.holds]
    less = [replace(hold, amount=hold.amount - 1) for hold in still]

    for state in ("held", "approved", "sending", "sent"):
        facts = books.but(refund={"state": state}, holds=still)
        assert found(books, facts) == ["refund_not_booked"]
        assert "refund_holds_differ" in found(books, replace(facts, holds=less))
        assert "refund_holds_differ" in found(books, replace(facts, holds=()))


def test_a_refund_that_is_over_holds_nothing() -> None:
    books = paid_books()
    bonus = replace(books.facts.holds[0], hold_id="hld_x", purpose="bonus", state="open", amount=0)

    assert found(books, books.but(holds=(*books.facts.holds, bonus))) == ["refund_holds_differ"]


def test_a_paid_refund_was_settled_with_all_of_it() -> None:
    books = paid_books()

    assert found(books, books.but(holds=())) == ["refund_holds_differ"]


def test_a_refund_holds_nothing_for_a_dispute() -> None:
    books = paid_books()
    wrong = replace(books.facts.holds[0], hold_id="hld_x", purpose="dispute", state="released")

    assert found(books, books.but(holds=(*books.facts.holds, wrong))) == ["hold_misplaced"]
