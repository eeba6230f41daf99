"""Walks through all wallets of a tenant, a few at a time, each few in one consistent look."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from uuid import UUID

from panel_refunds.store.audit.deposits import check_deposits
from panel_refunds.store.audit.orders import check_orders
from panel_refunds.store.audit.refunds import check_refunds
from panel_refunds.store.audit.report import AuditReport
from panel_refunds.store.audit_facts import COUNTED, WalletFacts
from panel_refunds.store.audit_wallet import Fault, WalletAudit, WalletKept
from panel_refunds.store.books import Books
from panel_refunds.store.store import Store

WALLETS_AT_ONCE = 50


def audit_tenant(store: Store, tenant: UUID, *, now: datetime) -> AuditReport:
    """Check every wallet of ``tenant``, and that no row names what is not there. Writes nothing, locks nothing.

    ``now`` is noted in the report. Memory is bounded by the largest wallets, not by the tenant.
    """
    faults: list[Fault] = []
    counts: Counter[str] = Counter(dict.fromkeys(["wallets", "entries", *COUNTED], 0))
    after = ""
    while True:
        with store.read(tenant) as books:
            page = books.wallets_after(after, WALLETS_AT_ONCE)
            if not page:
                break
            faults += _check_page(books, page, counts)
        after = page[-1].kept.wallet_id
    with store.read(tenant) as books:
        faults += books.dangling()
    return AuditReport(tuple(faults), dict(counts), now)


def _check_page(books: Books, page: list[WalletFacts], counts: Counter[str]) -> list[Fault]:
    audits = {facts.kept.wallet_id: _begun(facts) for facts in page}
    for entry in books.journal_of(audits):
        audits[entry.wallet_id].feed(entry)
        counts["entries"] += 1
    faults: list[Fault] = []
    for facts in page:
        audit = audits[facts.kept.wallet_id]
        faults += audit.faults()
        faults += check_orders(facts, audit.moved)
        faults += check_deposits(facts, audit.moved)
        faults += check_refunds(facts, audit.moved)
        counts["wallets"] += 1
        for noun in COUNTED:
            counts[noun] += len(getattr(facts, noun))
    return faults


def _begun(facts: WalletFacts) -> WalletAudit:
    kept = facts.kept
    figures = WalletKept(kept.wallet_id, kept.cash, kept.bonus, kept.held, kept.entries, kept.head_hash)
    return WalletAudit(figures, facts.lots, facts.holds)
