"""Disputes, their deposits and their holds tell one story."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.ledger.purse import day, dollars
from tests.refunds.audit.paid_wallet import Books, paid_books

from panel_refunds.ledger.account import CASH, SALES
from panel_refunds.ledger.dispute import Loss, cover_losses, freeze_deposit, lose_deposit
from panel_refunds.ledger.journal import Posting
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.refunds.audit.check_disputes import check_disputes
from panel_refunds.refunds.audit.wallet_facts import WalletFacts
from panel_refunds.refunds.dispute import Dispute

OPEN = Dispute("dsp_1", "wal_1", "d1", dollars(30), "open", day(3))
LOST = replace(OPEN, state="lost", closed_at=day(5))


def freeze(wallet: Wallet) -> None:
    freeze_deposit(wallet, dispute_id="dsp_1", deposit_id="d1", at=day(3))


def lose(wallet: Wallet) -> None:
    freeze(wallet)
    lose_deposit(wallet, dispute_id="dsp_1", gateway="stripe", amount=dollars(30), at=day(5))


def found(books: Books, facts: WalletFacts, **free: int) -> list[str]:
    return [fault.code for fault in check_disputes(facts, books.journal, free)]


def test_disputes_as_they_were_booked_have_no_faults() -> None:
    quiet, contested, lost = paid_books(), paid_books(freeze), paid_books(lose)

    assert found(quiet, quiet.facts, d1=dollars(30)) == []
    assert found(contested, contested.but(deposit={"dispute": "open"}, disputes=(OPEN,))) == []
    assert found(lost, lost.but(deposit={"dispute": "lost"}, disputes=(LOST,))) == []


def test_a_dispute_is_about_a_deposit_of_its_wallet() -> None:
    books = paid_books(freeze)

    assert found(books, books.but(disputes=(replace(OPEN, deposit_id="d2"),))) == ["dispute_misplaced"]


@pytest.mark.parametrize(("told", "state"), [("none", "open"), ("won", "open"), ("open", "inquiry")])
def test_a_deposit_says_what_its_newest_dispute_says(told: str, state: Any) -> None:
    books = paid_books()
    dispute = replace(OPEN, state=state)

    assert found(books, books.but(deposit={"dispute": told}, disputes=(dispute,))) == ["dispute_state_differs"]
    assert found(books, books.but(deposit={"dispute": "won"})) == ["dispute_state_differs"]


def test_a_deposit_has_one_undecided_dispute() -> None:
    books = paid_books(freeze)
    disputes = (replace(OPEN, dispute_id="dsp_0", state="inquiry"), OPEN)

    assert found(books, books.but(deposit={"dispute": "open"}, disputes=disputes)) == ["disputes_open_twice"]


def test_no_money_of_a_disputed_deposit_is_free() -> None:
    books = paid_books(freeze)
    facts = books.but(deposit={"dispute": "open"}, disputes=(OPEN,))

    assert found(books, facts, d1=1) == ["disputed_money_free"]


def test_only_an_open_dispute_holds_money_and_only_as_a_dispute() -> None:
    books = paid_books(freeze)
    won = books.but(deposit={"dispute": "won"}, disputes=(replace(OPEN, state="won"),))
    wrong = [replace(hold, purpose="refund") for hold in books.facts.holds]

    assert found(books, won) == ["dispute_holds_differ"]
    assert found(books, books.but(deposit={"dispute": "open"}, disputes=(OPEN,), holds=wrong)) == ["hold_misplaced"]


def test_a_lost_dispute_is_booked_once_with_its_amount() -> None:
    books, never = paid_books(lose), paid_books()
    told = {"deposit": {"dispute": "lost"}}

    # Where the amount is wrong, what it should have cost is wrong too.
    less = books.but(**told, disputes=(replace(LOST, amount=1),))
    assert found(books, less) == ["dispute_not_booked", "dispute_loss_differs"]
    assert found(never, never.but(**told, disputes=(LOST,))) == ["dispute_not_booked", "dispute_loss_differs"]
    won = books.but(deposit={"dispute": "won"}, disputes=(replace(LOST, state="won"),))
    assert found(books, won) == ["dispute_not_booked"]


def lose_more(wallet: Wallet) -> None:
    """The bank takes 35 of the 30 that are left; 3 come back later and cover what they can."""
    freeze(wallet)
    lose_deposit(wallet, dispute_id="dsp_1", gateway="stripe", amount=dollars(35), at=day(5))
    wallet.add_lot(replace(wallet.lots_of("d1")[0], lot_id="lot_back", left=0, held=0))
    legs = [Posting(SALES, -dollars(3)), Posting(CASH, dollars(3), "lot_back")]
    wallet.post("order_refunded", "o1", day(6), legs)
    cover_losses(wallet, [Loss("dsp_1", dollars(35))], deposit_id="d1", at=day(6))


def test_what_a_lost_dispute_costs_the_house_is_what_was_booked_and_what_its_holds_leave() -> None:
    books = paid_books(lose_more)
    lost = {"deposit": {"dispute": "lost"}, "disputes": (replace(LOST, amount=dollars(35)),)}
    assert found(books, books.but(**lost)) == []

    forgotten = books.facts.holds[:-1]
    assert found(books, books.but(**lost, holds=forgotten)) == ["dispute_loss_differs"]
    grown = [*forgotten, replace(books.facts.holds[-1], amount=dollars(6))]
    assert found(books, books.but(**lost, holds=grown)) == ["dispute_loss_differs"]


def test_no_money_of_a_lost_deposit_is_free_while_the_house_bears_a_loss() -> None:
    books = paid_books(lose_more)
    lost = {"disputes": (replace(LOST, amount=dollars(35)),)}
    for state in ("lost", "won"):  # also behind a later dispute
        later = (replace(OPEN, dispute_id="dsp_2", state="won"),) if state == "won" else ()
        facts = books.but(deposit={"dispute": state}, disputes=(*lost["disputes"], *later))
        assert found(books, facts, d1=1) == ["disputed_money_free"]
        assert found(books, facts, d2=1) == []


def test_nothing_is_sent_once_the_dispute_is_lost() -> None:
    """F13: a refund and a dispute both paid."""
    books = paid_books(lose)
    facts = books.but(deposit={"dispute": "lost"}, disputes=(replace(LOST, closed_at=day(1)),))

    assert found(books, facts) == ["refund_after_loss"]
    by_hand = replace(facts, attempts=())
    assert found(books, by_hand) == ["refund_after_loss"]
