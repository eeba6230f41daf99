"""A journal adds up, lot by lot and thing by thing."""

from __future__ import annotations

from tests.ledger.purse import day, deposited, dollars, make_wallet

from panel_refunds.ledger.account import CASH, HELD, clearing
from panel_refunds.ledger.audit.tally import Booked, LotTally, Opening
from panel_refunds.ledger.journal import Entry, Posting
from panel_refunds.ledger.reserve import set_aside


def entry(*postings: Posting, number: int = 1) -> Entry:
    return Entry("je_1", "wal_1", number, "set_aside", "rf_1", day(0), postings, "", "")


def test_a_lot_adds_up_to_what_is_free_and_set_aside() -> None:
    wallet = make_wallet()
    lot = deposited(wallet, dollars(50))
    set_aside(wallet, holder="rf_1", purpose="refund", parts=[(lot, dollars(20))], at=day(1))
    tally = LotTally()
    for written in wallet.written:
        for posting in written.postings:
            if posting.lot_id:
                tally.move(posting, written)

    assert (tally.free, tally.held) == (dollars(30), dollars(20))
    assert tally.opening == Opening(dollars(50), "deposit_credited", "d1", day(0))
    assert tally.sorts == {"cash"}
    assert tally.overdrawn is None


def test_the_entry_that_first_took_too_much_is_remembered() -> None:
    tally = LotTally()
    for number, amount in ((1, 5), (2, -6), (3, -1)):
        posting = Posting(CASH, amount, "lot_1")
        tally.move(posting, entry(posting, number=number))

    assert tally.overdrawn == 2


def test_bonus_and_own_money_are_told_apart() -> None:
    tally = LotTally()
    for account in (HELD, "bonus_held"):
        posting = Posting(account, 1, "lot_1")
        tally.move(posting, entry(posting))

    assert tally.sorts == {"cash", "bonus"}


def test_entries_about_one_thing_add_up_by_account() -> None:
    booked = Booked()
    booked.add(entry(Posting(clearing("stripe"), -5), Posting(CASH, 5, "lot_1")))
    booked.add(entry(Posting(clearing("stripe"), -2), Posting(CASH, 2, "lot_1")))

    assert (booked.entries, booked.at) == (2, day(0))
    assert booked.accounts == {"gateway:stripe": -7, "cash": 7}
