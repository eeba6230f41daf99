"""What a forfeiture should have taken is found; what came in later, or what the policy leaves, is not a fault."""

from __future__ import annotations

from collections.abc import Collection

from tests.ledger.audit.books_of import read_of
from tests.ledger.purse import day, deposited, dollars, make_wallet

from panel_refunds.ledger.audit.forfeit import OnRecord, check_forfeited, check_recorded
from panel_refunds.ledger.bonus import grant_bonus
from panel_refunds.ledger.customer import Customer
from panel_refunds.ledger.forfeit import forfeit_wallet
from panel_refunds.ledger.wallet import Wallet

FORFEITED = Customer("c1", "forfeited", day(0), day(5))
TERMINATED = Customer("c1", "terminated", day(0), day(5))
OPEN = Customer("c1", "open", day(0))
BOTH = ("cash", "bonus")


def filled() -> Wallet:
    wallet = make_wallet()
    deposited(wallet, dollars(50))
    grant_bonus(wallet, amount=dollars(5), tied_to=None, at=day(0))
    return wallet


def found(wallet: Wallet, takes: Collection[str] = BOTH, customer: Customer = FORFEITED) -> list[str]:
    """Which lots of the wallet should be empty, by the first letters of their ids."""
    tallies = read_of(wallet).lots
    return [
        fault.ids[1][:3]
        for lot in wallet.lots.values()
        for fault in check_forfeited("wal_1", customer, lot, tallies[lot.lot_id].opening, OnRecord(takes))
    ]


def recorded(customer: Customer, record: OnRecord) -> list[str]:
    return [fault.code for fault in check_recorded("wal_1", customer, record)]


def forfeit(wallet: Wallet, takes: Collection[str]) -> None:
    forfeit_wallet(wallet, about="c1", takes=takes, spare=(), at=day(5))


def test_an_account_that_gave_everything_has_no_faults() -> None:
    wallet = filled()
    forfeit(wallet, BOTH)
    deposited(wallet, dollars(7), "d2", at=6)

    assert wallet.cash == dollars(7)
    assert found(wallet) == []


def test_money_that_nobody_took_is_found() -> None:
    assert found(filled()) == ["lot", "bon"]


def test_what_the_policy_does_not_take_may_stay() -> None:
    own, bonus = filled(), filled()
    forfeit(own, ["cash"])
    forfeit(bonus, ["bonus"])

    assert found(own, ["cash"]) == found(bonus, ["bonus"]) == []
    assert (found(own, BOTH), found(bonus, BOTH)) == (["bon"], ["lot"])


def test_a_forfeiture_that_nobody_is_on_record_for_is_found() -> None:
    assert (
        recorded(FORFEITED, OnRecord()) == recorded(FORFEITED, OnRecord(terminated=True)) == ["forfeiture_unrecorded"]
    )
    assert recorded(FORFEITED, OnRecord(BOTH)) == recorded(FORFEITED, OnRecord((), terminated=True)) == []
    assert recorded(OPEN, OnRecord()) == []


def test_a_termination_that_nobody_is_on_record_for_is_found() -> None:
    assert recorded(TERMINATED, OnRecord()) == ["termination_unrecorded"]
    assert recorded(TERMINATED, OnRecord(terminated=True)) == []


def test_an_account_that_was_closed_for_good_stays_so() -> None:
    assert recorded(OPEN, OnRecord(BOTH)) == recorded(OPEN, OnRecord(terminated=True)) == ["account_reopened"]
    assert recorded(OPEN, OnRecord(BOTH, terminated=True)) == ["account_reopened"]
    assert recorded(TERMINATED, OnRecord(BOTH, terminated=True)) == ["account_reopened"]


def test_other_accounts_keep_their_money() -> None:
    assert found(filled(), customer=OPEN) == []
