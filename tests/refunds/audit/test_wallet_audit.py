"""One wallet from beginning to end: what no single look would see."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger.purse import day, dollars
from tests.refunds.audit.paid_wallet import Books, paid_books

from panel_refunds.ledger.audit.lots import KeptLot
from panel_refunds.ledger.customer import Customer
from panel_refunds.ledger.give_back import give_back
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.journal import Entry
from panel_refunds.ledger.lot import Slice
from panel_refunds.ledger.spend import charge_order
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.orders.order import Order
from panel_refunds.refunds.audit.wallet_audit import WalletAudit
from panel_refunds.refunds.audit.wallet_facts import KeptFigures, WalletFacts

CUSTOMER = Customer("c1", "open", day(0))
ORDER = Order("o1", "wal_1", "c1", "USD", "main", "77", "likes", 1000, 1, dollars(8), day(3), refunded=dollars(2))


class Ordered:
    """An order of 8 of which 2 came back, with its slices as they are then."""

    slices: list[Slice]

    def __call__(self, wallet: Wallet) -> None:
        """Place the order and give a part of it back."""
        slices = charge_order(wallet, order_id="o1", amount=dollars(8), first=("cash", "bonus"), at=day(3))
        self.slices = give_back(wallet, order_id="o1", slices=slices, amount=dollars(2), how="by_share", at=day(4))


@pytest.fixture
def ordered() -> Ordered:
    return Ordered()


@pytest.fixture
def books(ordered: Ordered) -> Books:
    return paid_books(ordered)


def found(
    books: Books,
    slices: list[Slice],
    *,
    facts: WalletFacts | None = None,
    customer: Customer | None = CUSTOMER,
    order: Order | None = ORDER,
    entries: list[Entry] | None = None,
    lots: bool = True,
) -> list[str]:
    """The codes of all faults of the wallet, each once, in their order."""
    wallet = books.wallet
    kept = KeptFigures(wallet.cash, wallet.bonus, wallet.held, wallet.entries, wallet.head_hash)
    audit = WalletAudit(kept, facts or books.facts, customer, day(100))
    faults = []
    for entry in wallet.written if entries is None else entries:
        faults += audit.journal.read(entry)
        if entry.kind == "order_charged":
            faults += audit.look_at_charge(entry, order, slices)
    for lot in wallet.lots.values() if lots else ():
        faults += audit.look_at_lot(KeptLot(lot, "wal_1", lot.open))
    faults += audit.end()
    return list(dict.fromkeys(fault.code for fault in faults))


def test_a_whole_wallet_has_no_faults(books: Books, ordered: Ordered) -> None:
    assert found(books, ordered.slices) == []


def test_a_wallet_of_nobody_is_found(books: Books, ordered: Ordered) -> None:
    assert found(books, ordered.slices, customer=None) == ["owner_missing"]


def test_lots_that_are_not_there_are_missed(books: Books, ordered: Ordered) -> None:
    assert found(books, ordered.slices, lots=False)[:1] == ["lot_missing"]


def test_a_hold_on_a_lot_that_no_entry_moves_is_found(books: Books, ordered: Ordered) -> None:
    stray = Hold("hld_x", "lot_x", "rf_1", "refund", 1, "released")

    assert found(books, ordered.slices, facts=books.but(holds=(*books.facts.holds, stray))) == ["hold_misplaced"]


def test_an_order_that_gave_back_something_else_is_found(books: Books, ordered: Ordered) -> None:
    codes = found(books, ordered.slices, order=replace(ORDER, refunded=dollars(1)))

    assert codes == ["order_returned_differs", "sales_differ"]


def test_an_order_that_is_gone_is_missed(books: Books, ordered: Ordered) -> None:
    codes = found(books, [], order=None)

    assert {"entry_about_nothing", "order_returned_differs", "lot_origin_missing"} <= set(codes)


def test_a_second_charge_for_one_order_is_found(books: Books, ordered: Ordered) -> None:
    charge = next(entry for entry in books.wallet.written if entry.kind == "order_charged")

    assert "order_not_charged" in found(books, ordered.slices, entries=[*books.wallet.written, charge])


def test_a_slice_that_says_its_money_came_from_elsewhere_is_found(books: Books, ordered: Ordered) -> None:
    wrong = [replace(piece, deposit_id="d9") for piece in ordered.slices]

    # The lot that came back remembers d1, which then is none of the order's deposits.
    assert found(books, wrong) == ["order_slices_differ", "lot_origin_differs"]
