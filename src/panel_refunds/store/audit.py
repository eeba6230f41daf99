"""The audit of a tenant's books, from the first wallet to the last.

One consistent look, nothing locked. The wallets are taken a few at a time with everything that is theirs, and their
journals are read past them page by page, so that what is kept in memory grows with the largest wallet and never with
the tenant. What the figures must be is said in ``ledger.audit``, ``orders.audit`` and ``refunds.audit``; here is only
how to walk through the rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from panel_refunds.ledger.audit.fault import AuditReport, Fault, fault
from panel_refunds.ledger.journal import Entry, Posting
from panel_refunds.orders.audit import check_charged, check_order
from panel_refunds.refunds.audit.wallet_facts import WalletFacts
from panel_refunds.store import Store
from panel_refunds.store.audit_pages import AFTER_ALL, AuditPages, Place
from panel_refunds.store.audit_strays import find_strays
from panel_refunds.store.audit_wallet import WalletAudit
from panel_refunds.store.wallets import EntryLine, KeptWallet, PostingLine

WALLETS_AT_ONCE = 100
ENTRIES_AT_ONCE = 1000
ENOUGH_ENTRIES = 4000
"""So many entries of small wallets are looked at together."""
BEFORE_ALL: Place = ("", 0)
LAST_NUMBER = 2**63 - 1


def audit_tenant(store: Store, tenant: UUID, *, now: datetime) -> AuditReport:
    """Check all books of ``tenant`` against themselves; every fault there is, none repaired."""
    with store.read(tenant) as books:
        walk = _Walk(AuditPages.of(books), now)
        faults = list(walk.faults())
    return AuditReport(now, tuple(faults), dict(walk.counts))


class _Walk:
    """One walk through the books of a tenant."""

    def __init__(self, pages: AuditPages, now: datetime) -> None:
        self.pages = pages
        self.now = now
        nouns = ("wallets", "entries", "postings", "lots", "holds", "deposits", "orders", "slices")
        nouns += ("requests", "decisions", "refunds", "attempts", "disputes")
        self.counts: Counter[str] = Counter(dict.fromkeys(nouns, 0))

    def faults(self) -> Iterator[Fault]:
        """All of them, wallet by wallet, then rows that nothing leads to."""
        behind = ""
        for wallets in self._few_at_a_time():
            yield from self._look_at(wallets, behind)
            behind = wallets[-1].wallet_id
        yield from self._read_journals({}, behind, AFTER_ALL)
        yield from find_strays(self.pages, self.counts)
        yield from self.pages.unreadable

    def _few_at_a_time(self) -> Iterator[list[KeptWallet]]:
        after = ""
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

    # ------------------------------------------------------------ a few wallets

    def _look_at(self, wallets: Sequence[KeptWallet], behind: str) -> Iterator[Fault]:
        """Everything of these wallets, and every entry that lies between them and ``behind``."""
        audits = self._open(wallets)
        yield from self._read_journals(audits, behind, wallets[-1].wallet_id)
        for audit in audits.values():
            yield from audit.journal.end(audit.kept.entries, audit.kept.head_hash)
        owner_of = {lot_id: audit for audit in audits.values() for lot_id in audit.journal.lots}
        for kept in self.pages.lots(owner_of):
            self.counts["lots"] += kept.wallet_id == owner_of[kept.lot.lot_id].kept.wallet_id
            yield from owner_of[kept.lot.lot_id].look_at_lot(kept)
        for audit in audits.values():
            yield from audit.end()

    def _open(self, wallets: Sequence[KeptWallet]) -> dict[str, WalletAudit]:
        """An audit for each wallet, with all that is found by its wallet; the journal is still to be read."""
        pages, ids = self.pages, {wallet.wallet_id: wallet for wallet in wallets}
        customers = {each.customer_id: each for each in pages.customers(wallet.customer_id for wallet in wallets)}
        facts = {
            wallet.wallet_id: WalletFacts(wallet.wallet_id, wallet.customer_id, wallet.currency) for wallet in wallets
        }
        refunds, disputes = pages.refunds(ids), pages.disputes(ids)
        for deposit in pages.deposits(ids):
            facts[deposit.wallet_id].deposits[deposit.deposit_id] = deposit
            self.counts["deposits"] += 1
        ...
        return {}
