"""A journal tells of every change that somebody makes to it, and of most that somebody makes to it all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.audit.books_of import forged, read, read_of
from tests.ledger.purse import day, deposited, dollars, make_wallet

from panel_refunds.ledger.audit.journal import ABOUT, Known
from panel_refunds.ledger.bonus import grant_bonus
from panel_refunds.ledger.deposit import book_fee
from panel_refunds.ledger.give_back import give_back
from panel_refunds.ledger.journal import Entry, Posting
from panel_refunds.ledger.spend import charge_order
from panel_refunds.ledger.wallet import Wallet


@pytest.fixture
def wallet() -> Wallet:
    """A deposit of 50 with a fee, a bonus of 5, an order of 8 of which 2 came back: five entries."""
    made = make_wallet()
    deposited(made, dollars(50))
    book_fee(made, deposit_id="d1", gateway="stripe", fee=dollars(1.5), at=day(0))
    grant_bonus(made, amount=dollars(5), tied_to="d1", at=day(0))
    slices = charge_order(made, order_id="o1", amount=dollars(8), first=("bonus", "cash"), at=day(1))
    give_back(made, order_id="o1", slices=slices, amount=dollars(2), how="last_spent_first", at=day(2))
    return made


def test_a_whole_journal_has_no_faults_and_adds_up(wallet: Wallet) -> None:
    journal = read_of(wallet)

    assert list(journal.end(wallet.entries, wallet.head_hash)) == []
    assert journal.accounts["sales"] == dollars(6)
    assert journal.accounts["gateway:stripe"] == dollars(1.5) - dollars(50)
    assert journal.returned == {"o1": dollars(2)}
    assert journal.booked("fee_known", "d1").entries == 1
    assert journal.booked("fee_known", "d2").entries == 0
    assert {lot_id: tally.free for lot_id, tally in journal.lots.items()} == {
        lot.lot_id: lot.left for lot in wallet.lots.values()
    }


@pytest.mark.parametrize(("number", "head"), [(4, None), (6, None), (5, "f" * 64)])
def test_a_journal_ends_where_its_wallet_says(wallet: Wallet, number: int, head: str | None) -> None:
    journal = read_of(wallet)

    assert [fault.code for fault in journal.end(number, head or wallet.head_hash)] == ["head_differs"]


@given(place=st.integers(0, 4), data=st.data())
def test_nobody_changes_an_entry_unseen(place: int, data: st.DataObject) -> None:
    made = make_wallet()
    for number in range(5):
        deposited(made, dollars(number + 1), f"d{number}", at=number)
    entry = made.written[place]
    change = data.draw(
        st.sampled_from(
            [
                {"entry_id": "je_x"},
                {"number": entry.number + 1},
                {"kind": "fee_known"},
                {"about": "d9"},
                {"at": entry.at + timedelta(microseconds=1)},
                {"postings": entry.postings[::-1]},
                {"postings": (*entry.postings, Posting("sales", 1), Posting("sales", -1))},
                {"postings": tuple(replace(leg, amount=leg.amount * 2) for leg in entry.postings)},
                {"postings": tuple(replace(leg, lot_id=leg.lot_id and "lot_x") for leg in entry.postings)},
                {"previous_hash": "0" * 63 + "1"},
                {"hash": "f" * 64},
            ]
        )
    )
    entries = [replace(each, **change) if each is entry else each for each in made.written]

    _, found = read(entries)
    assert found


@given(place=st.integers(0, 4))
def test_nobody_takes_an_entry_away_or_changes_their_order_unseen(place: int) -> None:
    made = make_wallet()
    for number in range(5):
        deposited(made, dollars(number + 1), f"d{number}", at=number)
    rest = [*made.written[:place], *made.written[place + 1 :]]

    journal, found = read(rest)
    assert found or list(journal.end(made.entries, made.head_hash))
    journal, found = read([*rest, made.written[place]])
    assert place == 4 or {"entry_missing", "chain_broken"} <= set(found)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"postings": (Posting("sales", 1),)}, "entry_unbalanced"),
        ({"postings": (Posting("petty", 0),)}, "posting_misplaced"),
        ({"postings": (Posting("cash", 1), Posting("sales", -1))}, "posting_misplaced"),
        ({"postings": (Posting("sales", 1, "lot_1"), Posting("sales", -1))}, "posting_misplaced"),
        ({"kind": "gift"}, "entry_kind_unknown"),
        ({"about": "d9"}, "entry_about_nothing"),
        ({"at": day(1001)}, "entry_from_future"),
    ],
)
def test_an_entry_that_nobody_could_have_written_is_found_though_its_hash_is_right(
    change: dict[str, object], code: str
) -> None:
    made = make_wallet()
    deposited(made, dollars(1))

    _, found = read(forged([replace(made.written[0], **change)]), Known("c1", {"d1"}))
    assert code in found


@pytest.mark.parametrize("kind", sorted(ABOUT))
def test_every_kind_of_entry_is_about_something_of_its_wallet(kind: str) -> None:
    """An order is looked up when its charge is read: there are too many to know them all beforehand."""
    nothing = Entry("je_1", "wal_1", 1, kind, "nothing", day(0), (Posting("sales", 1), Posting("sales", -1)), "", "")

    _, found = read(forged([nothing]), Known("c1"))
    assert found == ([] if kind.startswith("order_") else ["entry_about_nothing"])
