"""What the audit reads: all rows of a few wallets at a time, their journal as a stream.

Nothing here is taken from kept figures or from indexes of what is open: an audit that looks only where the books say
there is something to see would miss what the books forgot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

from sqlalchemy import select, tuple_

from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.journal import Entry, Posting
from panel_refunds.ledger.lot import Lot, Slice
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.dispute import Dispute
from panel_refunds.refunds.refund import Refund
from panel_refunds.store.attempts import ATTEMPTS, DISPUTES
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.customers import CUSTOMERS
from panel_refunds.store.deposits import DEPOSITS
from panel_refunds.store.orders import ORDERS, SLICES
from panel_refunds.store.refunds import REFUNDS
from panel_refunds.store.requests import REQUESTS
from panel_refunds.store.statement import Statement, among, number_param, text_param, the_tenant
from panel_refunds.store.wallets import ENTRIES, HOLDS, LOTS, POSTINGS, WALLETS, KeptWallet

_WALLET, _LOT, _HOLD, _ENTRY, _POSTING = (shape.table.c for shape in (WALLETS, LOTS, HOLDS, ENTRIES, POSTINGS))
_ORDER, _SLICE, _DEPOSIT, _CUSTOMER = (shape.table.c for shape in (ORDERS, SLICES, DEPOSITS, CUSTOMERS))
_REFUND, _ATTEMPT, _DISPUTE, _REQUEST = (shape.table.c for shape in (REFUNDS, ATTEMPTS, DISPUTES, REQUESTS))

_WALLETS = Statement(
    WALLETS.select(_WALLET.wallet_id > text_param("after")).order_by(_WALLET.wallet_id).limit(number_param("many"))
)
_LOTS = Statement(LOTS.select(among(_LOT.wallet_id, "ids")).add_columns(_LOT.wallet_id, _LOT.is_open))
_HOLDS = Statement(HOLDS.select(among(_HOLD.wallet_id, "ids")).add_columns(_HOLD.wallet_id))
_DEPOSITS = Statement(DEPOSITS.select(among(_DEPOSIT.wallet_id, "ids")))
_DISPUTES = Statement(DISPUTES.select(among(_DISPUTE.wallet_id, "ids")))
_REFUNDS = Statement(REFUNDS.select(among(_REFUND.wallet_id, "ids")))
_ATTEMPTS = Statement(ATTEMPTS.select(among(_ATTEMPT.refund_id, "ids")))
_REQUESTS = Statement(
    select(_REQUEST.wallet_id, _REQUEST.request_id, _REQUEST.state).where(
        _REQUEST.tenant_id == the_tenant(), among(_REQUEST.customer_id, "ids")
    )
)
_ORDERS = Statement(
    select(_ORDER.wallet_id, _ORDER.order_id, _ORDER.charge, _ORDER.refunded).where(
        _ORDER.tenant_id == the_tenant(), among(_ORDER.customer_id, "ids")
    )
)
_SLICES = Statement(SLICES.select(among(_SLICE.order_id, "ids")).order_by(_SLICE.order_id, _SLICE.seq))
_FORFEITED = Statement(
    select(_CUSTOMER.customer_id).where(
        _CUSTOMER.tenant_id == the_tenant(), among(_CUSTOMER.customer_id, "ids"), _CUSTOMER.state == "forfeited"
    )
)
_JOURNAL = Statement(
    ENTRIES.select(
        among(_ENTRY.wallet_id, "ids"),
        tuple_(_ENTRY.wallet_id, _ENTRY.number) > tuple_(text_param("wallet"), number_param("number")),
    )
    .order_by(_ENTRY.wallet_id, _ENTRY.number)
    .limit(number_param("many"))
)
_LEGS = Statement(
    POSTINGS.select(
        among(_POSTING.wallet_id, "ids"),
        tuple_(_POSTING.wallet_id, _POSTING.number) >= tuple_(text_param("first"), number_param("first_number")),
        tuple_(_POSTING.wallet_id, _POSTING.number) <= tuple_(text_param("last"), number_param("last_number")),
    ).order_by(_POSTING.wallet_id, _POSTING.number, _POSTING.seq)
)
ENTRIES_AT_ONCE = 2000
ORDERS_AT_ONCE = 1000


@dataclass(slots=True)
class OrderFigures:
    """What the audit wants to know of an order."""

    order_id: str
    charge: int
    refunded: int
    slices: list[Slice] = field(default_factory=list)


@dataclass(slots=True)
class WalletFacts:
    """All rows of one wallet but its journal. ``flags`` are the lots' own words for whether they are open."""

    kept: KeptWallet
    forfeited: bool = False
    lots: list[Lot] = field(default_factory=list)
    flags: dict[str, bool] = field(default_factory=dict)
    holds: list[Hold] = field(default_factory=list)
    deposits: list[Deposit] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    refunds: list[Refund] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    requests: dict[str, str] = field(default_factory=dict)
    orders: list[OrderFigures] = field(default_factory=list)


COUNTED = tuple(each.name for each in fields(WalletFacts) if each.name not in ("kept", "forfeited", "flags"))


class AuditChapter(Chapter):
    """What the audit asks of one transaction."""

    def wallets_after(self, after: str, limit: int) -> list[WalletFacts]:
        """All rows of the next ``limit`` wallets by id."""
        kept = self._records(WALLETS, _WALLETS, after=after, many=limit)
        found = {wallet.wallet_id: WalletFacts(wallet) for wallet in kept}
        if not found:
            return []
        ids, customers = sorted(found), sorted({wallet.customer_id for wallet in kept})
        forfeited = {row[0] for row in self._rows(_FORFEITED, ids=customers)}
        for facts in found.values():
            facts.forfeited = facts.kept.customer_id in forfeited
        self._sort_money(found, ids)
        self._sort_refunds(found, ids)
        for wallet_id, request_id, state in self._rows(_REQUESTS, ids=customers):
            if wallet_id in found:
                found[wallet_id].requests[request_id] = state
        self._sort_orders(found, customers)
        return list(found.values())

    def _sort_money(self, found: dict[str, WalletFacts], ids: list[str]) -> None:
        dialect = self._link.dialect
        for row in self._rows(_LOTS, ids=ids):
            lot = LOTS.read(row, dialect)
            found[row[-2]].lots.append(lot)
            found[row[-2]].flags[lot.lot_id] = bool(row[-1])
        for row in self._rows(_HOLDS, ids=ids):
            found[row[-1]].holds.append(HOLDS.read(row, dialect))

    def _sort_refunds(self, found: dict[str, WalletFacts], ids: list[str]) -> None:
        for deposit in self._records(DEPOSITS, _DEPOSITS, ids=ids):
            found[deposit.wallet_id].deposits.append(deposit)
        for dispute in self._records(DISPUTES, _DISPUTES, ids=ids):
            found[dispute.wallet_id].disputes.append(dispute)
        wallet_of = {}
        for refund in self._records(REFUNDS, _REFUNDS, ids=ids):
            found[refund.wallet_id].refunds.append(refund)
            wallet_of[refund.refund_id] = refund.wallet_id
        for attempt in self._records(ATTEMPTS, _ATTEMPTS, ids=sorted(wallet_of)):
            found[wallet_of[attempt.refund_id]].attempts.append(attempt)

    def _sort_orders(self, found: dict[str, WalletFacts], customers: list[str]) -> None:
        orders = {}
        for wallet_id, order_id, charge, refunded in self._rows(_ORDERS, ids=customers):
            if wallet_id in found:
                orders[order_id] = OrderFigures(order_id, charge, refunded)
                found[wallet_id].orders.append(orders[order_id])
        ids = sorted(orders)
        for start in range(0, len(ids), ORDERS_AT_ONCE):
            for piece in self._records(SLICES, _SLICES, ids=ids[start : start + ORDERS_AT_ONCE]):
                orders[piece.order_id].slices.append(piece)

    def journal_of(self, wallet_ids: Iterable[str]) -> Iterator[Entry]:
        """Every entry of these wallets, wallet by wallet, in the order of the numbers; read in pieces."""
        ids = sorted(wallet_ids)
        wallet, number = "", 0
        while True:
            lines = self._records(ENTRIES, _JOURNAL, ids=ids, wallet=wallet, number=number, many=ENTRIES_AT_ONCE)
            if not lines:
                return
            legs: dict[tuple[str, int], list[Posting]] = defaultdict(list)
            first, last = lines[0], lines[-1]
            for leg in self._records(
                POSTINGS,
                _LEGS,
                ids=ids,
                first=first.wallet_id,
                first_number=first.number,
                last=last.wallet_id,
                last_number=last.number,
            ):
                legs[leg.wallet_id, leg.number].append(Posting(leg.account, leg.amount, leg.lot_id))
            for line in lines:
                yield Entry(
                    line.entry_id,
                    line.wallet_id,
                    line.number,
                    line.kind,
                    line.about,
                    line.at,
                    tuple(legs[line.wallet_id, line.number]),
                    line.previous_hash,
                    line.hash,
                )
            wallet, number = last.wallet_id, last.number
