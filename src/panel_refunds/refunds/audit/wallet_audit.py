"""The audit of one wallet from beginning to end.

First its journal, entry by entry, with the orders that were charged; then its lots; then everything that is counted
against the two. Whoever has the rows hands them over in this order, as many at a time as fit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from panel_refunds.ledger.audit.deposits import check_deposit
from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.ledger.audit.forfeit import OnRecord, check_forfeited, check_recorded
from panel_refunds.ledger.audit.journal import JournalAudit, Known
from panel_refunds.ledger.audit.lots import (
    KeptLot,
    Sums,
    check_balance,
    check_hold,
    check_lot,
    check_origin,
    open_holds_by_lot,
)
from panel_refunds.ledger.audit.openings import Money, check_opening
from panel_refunds.ledger.customer import Customer
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.journal import Entry
from panel_refunds.ledger.lot import Slice
from panel_refunds.orders.audit import check_charged, check_order, check_returned, check_slice_origin
from panel_refunds.orders.order import Order
from panel_refunds.refunds.audit.check_attempts import check_attempts
from panel_refunds.refunds.audit.check_disputes import check_disputes
from panel_refunds.refunds.audit.check_refunds import check_refunds
from panel_refunds.refunds.audit.check_requests import check_requests
from panel_refunds.refunds.audit.check_totals import check_never_too_much, check_totals
from panel_refunds.refunds.audit.wallet_facts import KeptFigures, WalletFacts

NOTHING_ON_RECORD = OnRecord()


class WalletAudit:
    """One wallet under audit; every method yields the faults it finds.

    ``record`` is what people are on record for having done to the customer's account.
    """

    def __init__(
        self,
        kept: KeptFigures,
        facts: WalletFacts,
        customer: Customer | None,
        now: datetime,
        *,
        record: OnRecord = NOTHING_ON_RECORD,
    ) -> None:
        self.kept = kept
        self._record = record
        self.facts = facts
        self.customer = customer
        disputes = {dispute.dispute_id for dispute in facts.disputes}
        self.journal = JournalAudit(
            facts.wallet_id, Known(facts.customer_id, facts.deposits.keys(), facts.refunds.keys(), disputes), now
        )
        self._sums = Sums()
        self._open_holds = open_holds_by_lot(facts.holds)
        self._holds: dict[str, list[Hold]] = defaultdict(list)
        for hold in facts.holds:
            self._holds[hold.lot_id].append(hold)
        self._charged: set[str] = set()
        self._refunded: Counter[str] = Counter()
        self._outstanding = 0
        self._slices: dict[str, dict[object, Slice]] = defaultdict(dict)
        self._paid_with: dict[str, set[Money]] = {}
        self._deposit_of = {refund.refund_id: refund.deposit_id for refund in facts.refunds.values()}
        self._seen: set[str] = set()

    def has_charged(self, order_id: str) -> bool:
        """Whether the journal has charged this order so far."""
        return order_id in self._charged

    def look_at_charge(self, entry: Entry, order: Order | None, slices: Sequence[Slice]) -> Iterator[Fault]:
        """An ``order_charged`` entry with its order and slices."""
        yield from check_charged(entry, order, slices, (self.facts.customer_id, self.facts.currency))
        if order is None:
            return
        if order.order_id in self._charged:
            text = f"Entry {entry.number} charges it once more."
            yield fault("order_not_charged", text, self.facts.wallet_id, order.order_id, entry.entry_id)
            return
        yield from check_order(order, slices)
        self._charged.add(order.order_id)
        self._outstanding += order.charge - order.refunded
        if order.refunded:
            self._refunded[order.order_id] = order.refunded
            self._paid_with[order.order_id] = {(piece.deposit_id, piece.credited_at) for piece in slices}
        for piece in slices:
            # Slices of one lot that say the same of it are looked at once.
            self._slices[piece.lot_id].setdefault((piece.kind, piece.deposit_id, piece.credited_at), piece)

    def look_at_lot(self, kept: KeptLot) -> Iterator[Fault]:
        """A lot that the journal has moved."""
        lot, wallet_id = kept.lot, self.facts.wallet_id
        self._seen.add(lot.lot_id)
        self._sums.add(lot)
        tally = self.journal.lots[lot.lot_id]
        yield from check_lot(wallet_id, kept, tally, self._open_holds[lot.lot_id])
        if tally.opening:
            yield from check_opening(wallet_id, lot, tally.opening, slices=self._paid_with, refunds=self._deposit_of)
        yield from check_origin(wallet_id, lot, self.facts.deposits, self._charged)
        for hold in self._holds.pop(lot.lot_id, ()):
            yield from check_hold(wallet_id, hold, kept)
        for piece in self._slices.pop(lot.lot_id, {}).values():
            yield from check_slice_origin(wallet_id, piece, lot)
        if self.customer:
            yield from check_forfeited(wallet_id, self.customer, lot, tally.opening, self._record)

    def end(self) -> Iterator[Fault]:
        """Everything was handed over: what is missing, and what does not agree."""
        facts, journal, wallet_id = self.facts, self.journal, self.facts.wallet_id
        yield from journal.end(self.kept.entries, self.kept.head_hash)
        for lot_id in sorted(journal.lots.keys() - self._seen):
            yield fault("lot_missing", "The journal moves a lot that does not exist.", wallet_id, lot_id)
        for hold in (hold for holds in self._holds.values() for hold in holds):
            yield from check_hold(wallet_id, hold, None)
        if self.customer is None:
            yield fault("owner_missing", "It belongs to nobody.", wallet_id, facts.customer_id)
        else:
            yield from check_recorded(wallet_id, self.customer, self._record)
        yield from check_balance(wallet_id, (self.kept.cash, self.kept.bonus, self.kept.held), self._sums)
        for order_id in sorted({*self._refunded, *journal.returned}):
            yield from check_returned(wallet_id, order_id, self._refunded[order_id], journal.returned[order_id])
        for deposit in facts.deposits.values():
            yield from check_deposit(deposit, (facts.customer_id, facts.currency), journal)
        yield from check_requests(facts)
        yield from check_refunds(facts, journal)
        yield from check_attempts(facts)
        yield from check_disputes(facts, journal, self._sums.free)
        yield from check_totals(facts, journal, self._outstanding)
        yield from check_never_too_much(facts, self._sums.deducted)
