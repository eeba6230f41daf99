"""The audit of a tenant's books, from the first wallet to the last.

One consistent look, nothing locked. The wallets are taken a few at a time with everything that is theirs, and their
journals are read past them page by page, so that what is kept in memory grows with the largest wallet and never with
the tenant. What the figures must be is said in ``ledger.audit``, ``orders.audit`` and ``refunds.audit``; here is only
the walk through the rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from panel_refunds.ledger.audit.fault import AuditReport, Fault, fault
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.journal import Entry, Posting
from panel_refunds.refunds.audit.totals import Totals
from panel_refunds.refunds.audit.wallet_audit import NOTHING_ON_RECORD, WalletAudit
from panel_refunds.refunds.audit.wallet_facts import KeptFigures, WalletFacts
from panel_refunds.store import Store
from panel_refunds.store.audit_pages import AFTER_ALL, AuditPages, Place
from panel_refunds.store.audit_strays import find_strays
from panel_refunds.store.wallets import EntryLine, KeptWallet, PostingLine

NOUNS = (
    *("wallets", "entries", "postings", "lots", "holds", "deposits", "orders", "slices"),
    *("requests", "decisions", "refunds", "attempts", "disputes"),
)
WALLETS_AT_ONCE = 100
ENTRIES_AT_ONCE = 1000
ENOUGH_ENTRIES = 4000
"""So many entries of small wallets are looked at together."""
LAST_NUMBER = 2**63 - 1

ByWallet = Mapping[str, list[Any]]


def audit_tenant(store: Store, tenant: UUID, *, now: datetime) -> AuditReport:
    """Check all books of ``tenant`` against themselves as they are at ``now``: every fault there is, none repaired."""
    with store.read(tenant) as books:
        walk = Walk(AuditPages.of(books), now)
        faults = tuple(walk.faults())
    return AuditReport(now, faults, dict(walk.counts))


class Walk:
    """One walk through the books of a tenant, or through a part of them that begins behind the wallet ``after``.

    ``counts`` says by noun what was met on the way, ``totals`` what has to agree of it; ``after`` is the last wallet
    that was looked at, ``ended`` says that there is none behind it.
    """

    def __init__(self, pages: AuditPages, now: datetime, after: str = "") -> None:
        self.pages = pages
        self.now = now
        self.after = after
        self.ended = False
        self.counts: Counter[str] = Counter(dict.fromkeys(NOUNS, 0))
        self.totals = Totals()

    def faults(self) -> Iterator[Fault]:
        """All of them, wallet by wallet, then rows that nothing leads to."""
        yield from self.faults_of_wallets()
        yield from find_strays(self.pages, self.counts)
        yield from self.pages.unreadable

    def faults_of_wallets(self, wallets: int | None = None, entries: int | None = None) -> Iterator[Fault]:
        """What is wrong with the next wallets: all of them, or until about so many wallets or entries were met."""
        for few in self._few_at_a_time(self.after):
            yield from self._look_at(few, self.after)
            self.after = few[-1].wallet_id
            full = wallets is not None and self.counts["wallets"] >= wallets
            if full or (entries is not None and self.counts["entries"] >= entries):
                return
        yield from self._read_journals({}, self.after, AFTER_ALL)
        self.ended = True

    def _few_at_a_time(self, after: str) -> Iterator[list[KeptWallet]]:
        while page := self.pages.wallets(after, WALLETS_AT_ONCE):
            after = page[-1].wallet_id
            few: list[KeptWallet] = []
            for wallet in page:
                few.append(wallet)
                if sum(each.entries for each in few) >= ENOUGH_ENTRIES:
                    yield few
                    few = []
            if few:
                yield few

    def _look_at(self, wallets: Sequence[KeptWallet], behind: str) -> Iterator[Fault]:
        """Everything of these wallets, and every entry between them and ``behind``."""
        audits: dict[str, WalletAudit] = {}
        yield from self._open(wallets, audits)
        yield from self._read_journals(audits, behind, wallets[-1].wallet_id)
        wanted = {lot_id: audit for audit in audits.values() for lot_id in audit.journal.lots}
        for kept in self.pages.lots(wanted):
            audit = wanted[kept.lot.lot_id]
            self.counts["lots"] += kept.wallet_id == audit.facts.wallet_id
            yield from audit.look_at_lot(kept)
        for audit in audits.values():
            yield from audit.end()
            self.totals.add(audit.facts, audit.kept, audit.journal.accounts)

    # ------------------------------------------------------------ what belongs to a wallet

    def _open(self, wallets: Sequence[KeptWallet], audits: dict[str, WalletAudit]) -> Iterator[Fault]:
        """Put an audit for each wallet into ``audits``, with all that is found by its wallet or its customer."""
        pages = self.pages
        owner_of = {wallet.wallet_id: wallet.customer_id for wallet in wallets}
        deposits = self._sorted("deposits", pages.deposits(owner_of))
        refunds = self._sorted("refunds", pages.refunds(owner_of))
        disputes = self._sorted("disputes", pages.disputes(owner_of))
        asked = pages.requests(owner_of.values())
        requests = self._sorted(
            "requests", [each for each in asked if owner_of.get(each.wallet_id) == each.customer_id]
        )
        request_ids = [each.request_id for mine in requests.values() for each in mine]
        decisions = {each.decision_id: each.request_id for each in pages.decisions(request_ids)}
        holder_of = {each.refund_id: each.wallet_id for mine in refunds.values() for each in mine}
        attempts = pages.attempts(holder_of)
        attempts_of: dict[str, list[Any]] = defaultdict(list)
        for attempt in attempts:
            attempts_of[holder_of[attempt.refund_id]].append(attempt)
        holder_of |= {each.dispute_id: each.wallet_id for mine in disputes.values() for each in mine}
        holds: dict[str, list[Hold]] = defaultdict(list)
        for hold, wallet_id in pages.holds(holder_of):
            self.counts["holds"] += 1
            holds[holder_of[hold.holder]].append(hold)
            if wallet_id != holder_of[hold.holder]:
                text = f"It is kept with the wallet {wallet_id}, its refund or dispute is another's."
                yield fault("hold_misplaced", text, wallet_id, hold.hold_id, hold.holder)
        self.counts.update(wallets=len(wallets), decisions=len(decisions), attempts=len(attempts))
        on_record = pages.on_record(owner_of.values())
        customers = {each.customer_id: each for each in pages.customers(owner_of.values())}
        for wallet in wallets:
            mine = wallet.wallet_id
            facts = WalletFacts(
                mine,
                wallet.customer_id,
                wallet.currency,
                {each.deposit_id: each for each in deposits[mine]},
                {each.request_id: each for each in requests[mine]},
                {each.refund_id: each for each in refunds[mine]},
                attempts_of[mine],
                disputes[mine],
                holds[mine],
                decisions,
            )
            kept = KeptFigures(wallet.cash, wallet.bonus, wallet.held, wallet.entries, wallet.head_hash)
            customer = customers.get(wallet.customer_id)
            record = on_record.get(wallet.customer_id, NOTHING_ON_RECORD)
            audits[mine] = WalletAudit(kept, facts, customer, self.now, record=record)

    def _sorted(self, noun: str, records: Iterable[Any]) -> ByWallet:
        """Count records and sort them by their wallet."""
        found: dict[str, list[Any]] = defaultdict(list)
        for record in records:
            self.counts[noun] += 1
            found[record.wallet_id].append(record)
        return found

    # ------------------------------------------------------------ the journal

    def _read_journals(self, audits: Mapping[str, WalletAudit], behind: str, upto: str) -> Iterator[Fault]:
        """Every entry of wallets after ``behind`` up to ``upto``, a page at a time."""
        after: Place = (behind, LAST_NUMBER)
        while True:
            lines = self.pages.entries(after, upto, ENTRIES_AT_ONCE)
            is_last = len(lines) < ENTRIES_AT_ONCE
            end = (upto, LAST_NUMBER) if is_last else (lines[-1].wallet_id, lines[-1].number)
            postings = self.pages.postings(after, end)
            self.counts.update(entries=len(lines), postings=len(postings))
            entries, orphans = _put_together(lines, postings)
            yield from orphans
            yield from self._read_page(audits, entries)
            if is_last:
                return
            after = end

    def _read_page(self, audits: Mapping[str, WalletAudit], entries: Sequence[Entry]) -> Iterator[Fault]:
        charged = [entry.about for entry in entries if entry.kind == "order_charged"]
        orders = {order.order_id: order for order in self.pages.orders(charged)}
        slices: dict[str, list[Any]] = defaultdict(list)
        for piece in self.pages.slices(charged):
            slices[piece.order_id].append(piece)
        for entry in entries:
            audit = audits.get(entry.wallet_id)
            if audit is None:
                text = f"Entry {entry.number} is of a wallet that does not exist."
                yield fault("entry_orphaned", text, entry.wallet_id, entry.entry_id)
                continue
            yield from audit.journal.read(entry)
            if entry.kind == "order_charged":
                order, pieces = orders.get(entry.about), slices[entry.about]
                if order and order.wallet_id == entry.wallet_id and not audit.has_charged(order.order_id):
                    self.counts.update(orders=1, slices=len(pieces))
                yield from audit.look_at_charge(entry, order, pieces)


def _put_together(lines: Sequence[EntryLine], postings: Sequence[PostingLine]) -> tuple[list[Entry], list[Fault]]:
    """The entries with their postings, and postings whose entry is not there."""
    legs: dict[Place, list[Posting]] = defaultdict(list)
    for leg in postings:
        legs[leg.wallet_id, leg.number].append(Posting(leg.account, leg.amount, leg.lot_id))
    entries = [
        Entry(
            line.entry_id,
            line.wallet_id,
            line.number,
            line.kind,
            line.about,
            line.at,
            tuple(legs.pop((line.wallet_id, line.number), ())),
            line.previous_hash,
            line.hash,
        )
        for line in lines
    ]
    orphans = [
        fault("posting_orphaned", f"Entry {number} of the wallet is gone, its postings are not.", wallet_id)
        for wallet_id, number in legs
    ]
    return entries, orphans
