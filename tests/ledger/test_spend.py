"""An order takes bonus first, the oldest money first, and remembers which lot paid how much."""

from __future__ import annotations

import pytest
from tests.ledger.purse import check_books, day, deposited, dollars, in_accounts, make_wallet

from panel_refunds.errors import Refused
from panel_refunds.ledger.account import SALES
from panel_refunds.ledger.bonus import grant_bonus
from panel_refunds.ledger.lot import Lot
from panel_refunds.ledger.reserve import set_aside
from panel_refunds.ledger.spend import charge_order
from panel_refunds.ledger.wallet import Wallet

BONUS_FIRST = ("bonus", "cash")


@pytest.fixture
def wallet() -> Wallet:
    """30 of day 0, 20 of day 5, and a bonus of 5."""
    wallet = make_wallet()
    deposited(wallet, dollars(20), "d2", at=5)
    deposited(wallet, dollars(30), "d1", at=0)
    grant_bonus(wallet, amount=dollars(5), tied_to=None, at=day(7))
    return wallet


def charge(wallet: Wallet, amount: int, first=BONUS_FIRST):
    return charge_order(wallet, order_id="o1", amount=amount, first=first, at=day(8))


def paid_by(slices) -> list[tuple[str, int]]:
    return [(each.deposit_id or "bonus", each.amount) for each in slices]


def test_the_bonus_goes_first_then_the_oldest_deposit(wallet):
    slices = charge(wallet, dollars(40))

    assert paid_by(slices) == [("bonus", dollars(5)), ("d1", dollars(30)), ("d2", dollars(5))]
    assert [each.seq for each in slices] == [0, 1, 2]
    assert (wallet.cash, wallet.bonus) == (dollars(15), 0)
    assert in_accounts(wallet.written)[SALES] == dollars(40)
    check_books(wallet, wallet.written)


def test_a_tenant_may_have_own_money_go_first(wallet):
    assert paid_by(charge(wallet, dollars(52), ("cash", "bonus"))) == [
        ("d1", dollars(30)),
        ("d2", dollars(20)),
        ("bonus", dollars(2)),
    ]


def test_money_that_an_order_gave_back_is_as_old_as_its_deposit_and_goes_after_the_own_lot(wallet):
    returned = Lot(
        "lot_00",
        "order_refund",
        day(0),
        dollars(4),
        deposit_id="d1",
        order_id="o0",
        returned_at=day(7),
        left=dollars(4),
    )
    wallet.adopt([returned])

    assert [(each.kind, each.amount) for each in charge(wallet, dollars(40))] == [
        ("bonus", dollars(5)),
        ("deposit", dollars(30)),
        ("order_refund", dollars(4)),
        ("deposit", dollars(1)),
    ]


def test_all_that_is_free_may_be_spent_and_not_one_unit_more(wallet):
    with pytest.raises(Refused) as refused:
        charge(wallet, dollars(55) + 1)
    assert refused.value.code == "insufficient_funds"
    assert refused.value.facts["free"] == "55.00"
    assert wallet.cash + wallet.bonus == dollars(55)
    assert [entry.kind for entry in wallet.written].count("order_charged") == 0

    charge(wallet, dollars(55))

    assert wallet.cash + wallet.bonus == 0


def test_what_is_set_aside_cannot_be_spent(wallet):
    (own,) = wallet.lots_of("d1")
    set_aside(wallet, holder="rf_1", purpose="refund", parts=[(own, dollars(25))], at=day(8))

    assert paid_by(charge(wallet, dollars(15))) == [("bonus", dollars(5)), ("d1", dollars(5)), ("d2", dollars(5))]
    with pytest.raises(Refused):
        charge(wallet, dollars(16))
