"""The wallets are different ones, and everything that can be asked is asked of each."""

from panel_refunds_testkit.samples.snapshots import ORDINARY, SNAPSHOTS, asked_of, deposit, wallet


def test_each_wallet_is_another():
    assert len({repr(snapshot) for snapshot in SNAPSHOTS.values()}) == len(SNAPSHOTS)


def test_all_more_and_nothing_are_asked():
    units = [asked and asked.units for asked in asked_of(ORDINARY)]
    assert units[0] is None
    assert {0, ORDINARY.cash, ORDINARY.cash + 1, -1} <= set(units)


def test_a_wallet_adds_up():
    assert wallet(deposit(amount="3"), deposit(2, "5", left="1")).cash == 4 * 10**8
