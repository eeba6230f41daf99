"""An order was charged once, to the lots its slices name, and gave back what was booked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.ledger.purse import day, deposited, dollars, make_wallet

from panel_refunds.ledger.bonus import grant_bonus
from panel_refunds.ledger.journal import Entry
from panel_refunds.ledger.lot import Slice
from panel_refunds.ledger.spend import charge_order
from panel_refunds.orders.audit import check_charged, check_order, check_returned, check_slice_origin
from panel_refunds.orders.order import Order

OWNER = ("c1", "USD")


@pytest.fixture
def charged() -> tuple[Order, list[Slice], Entry]:
    """An order of 8, of which a bonus paid 5."""
    wallet = make_wallet()
    deposited(wallet, dollars(50))
    grant_bonus(wallet, amount=dollars(5), tied_to="d1", at=day(0))
    slices = charge_order(wallet, order_id="o1", amount=dollars(8), first=("bonus", "cash"), at=day(1))
    order = Order("o1", "wal_1", "c1", "USD", "main", "77", "likes", 1000, 1, dollars(8), day(1))
    return order, slices, wallet.written[-1]


def test_an_order_as_it_was_charged_has_no_faults(charged: tuple[Order, list[Slice], Entry]) -> None:
    order, slices, entry = charged

    assert list(check_charged(entry, order, slices, OWNER)) == []
    assert list(check_order(order, slices)) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"wallet_id": "wal_2"}, "order_misplaced"),
        ({"customer_id": "c2"}, "order_misplaced"),
        ({"currency": "EUR"}, "order_misplaced"),
        ({"charge": dollars(9)}, "order_charge_differs"),
    ],
)
def test_an_order_that_was_not_charged_like_this_is_found(
    charged: tuple[Order, list[Slice], Entry], change: dict[str, Any], code: str
) -> None:
    order, slices, entry = charged
    found = check_charged(entry, replace(order, **change), slices, OWNER)

    assert [fault.code for fault in found] == [code]


def test_a_charge_for_an_order_that_does_not_exist_is_found(charged: tuple[Order, list[Slice], Entry]) -> None:
    *_, entry = charged

    assert [fault.code for fault in check_charged(entry, None, [], OWNER)] == ["entry_about_nothing"]


@pytest.mark.parametrize("change", [{"lot_id": "lot_x"}, {"amount": 1}, {"kind": "deposit"}])
def test_slices_name_the_lots_that_paid(charged: tuple[Order, list[Slice], Entry], change: dict[str, Any]) -> None:
    order, slices, entry = charged
    damaged = [replace(slices[0], **change), *slices[1:]]

    assert [fault.code for fault in check_charged(entry, order, damaged, OWNER)] == ["order_slices_differ"]
    assert [fault.code for fault in check_charged(entry, order, slices[1:], OWNER)] == ["order_slices_differ"]


@pytest.mark.parametrize(
    ("refunded", "returned", "codes"),
    [
        (dollars(2), (dollars(2), 0), []),
        (dollars(2), (dollars(1), 0), ["order_returned_differs"]),
        (dollars(6), (dollars(6), 0), ["order_returned_differs"]),
        (dollars(2), (dollars(3), -dollars(1)), ["order_returned_differs"]),
    ],
)
def test_no_slice_gives_back_more_than_it_paid(
    charged: tuple[Order, list[Slice], Entry], refunded: int, returned: tuple[int, int], codes: list[str]
) -> None:
    order, slices, _ = charged
    damaged = [replace(piece, returned=back) for piece, back in zip(slices, returned, strict=True)]

    assert [fault.code for fault in check_order(replace(order, refunded=refunded), damaged)] == codes


def test_slices_add_up_to_the_charge(charged: tuple[Order, list[Slice], Entry]) -> None:
    order, slices, _ = charged

    assert [fault.code for fault in check_order(order, slices[:1])] == ["order_slices_differ"]


def test_what_came_back_is_what_was_booked() -> None:
    assert list(check_returned("wal_1", "o1", 5, 5)) == []
    assert [fault.code for fault in check_returned("wal_1", "o1", 5, 4)] == ["order_returned_differs"]


@pytest.mark.parametrize("change", [{"kind": "bonus"}, {"deposit_id": "d2"}, {"credited_at": day(3)}])
def test_a_slice_remembers_what_its_lot_remembers(change: dict[str, Any]) -> None:
    wallet = make_wallet()
    lot = deposited(wallet, dollars(50))
    piece = Slice("o1", 0, lot.lot_id, "deposit", dollars(8), 0, "d1", day(0))
    found = check_slice_origin("wal_1", replace(piece, **change), lot)

    assert list(check_slice_origin("wal_1", piece, lot)) == []
    assert [fault.code for fault in found] == ["order_slices_differ"]
