"""A lot is as old as its money, and a slice knows what has not come back."""

from __future__ import annotations

import pytest
from tests.ledger.purse import START, day

from panel_refunds.ledger.lot import Lot, Slice


def lot(lot_id: str, kind: str = "deposit", at: float = 0, **more) -> Lot:
    return Lot(lot_id, kind, day(at), 100, **more)


def test_older_money_comes_first_and_of_equal_age_the_deposit_s_own_lot():
    returned = lot("lot_0", "order_refund", 1, deposit_id="d1", returned_at=day(9))
    own, older, newer = lot("lot_9", at=1), lot("lot_8", at=0), lot("lot_1", at=2)

    assert sorted([newer, returned, own, older], key=lambda each: each.age) == [older, own, returned, newer]


@pytest.mark.parametrize(("left", "held", "is_open"), [(0, 0, False), (1, 0, True), (0, 1, True)])
def test_a_lot_is_open_while_anything_is_left_or_set_aside(left, held, is_open):
    assert lot("lot_1", left=left, held=held).open is is_open


@pytest.mark.parametrize(("kind", "is_cash"), [("deposit", True), ("order_refund", True), ("bonus", False)])
def test_a_bonus_is_not_own_money(kind, is_cash):
    assert lot("lot_1", kind).is_cash is is_cash


def test_what_has_not_come_back_is_outstanding():
    assert Slice("o1", 0, "lot_1", "deposit", 100, returned=30, deposit_id="d1", credited_at=START).outstanding == 70
