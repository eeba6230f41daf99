"""The audit of a tenant's books a page at a time, for whoever looks on: no page is long, whatever the tenant has.

First the wallets, a few hundred a page with everything that is theirs; then the rows of each table that nothing leads
to. Every page is a consistent look of its own that locks nothing. The books go on between two pages, and that is no
matter: a wallet is looked at whole, in one look.

What the database itself refuses (one payment credited twice, one key in two attempts) and accounts that were closed
without a wallet are looked for in whole tables at once, and that only ``audit_tenant`` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from panel_refunds.errors import Refused
from panel_refunds.ledger.audit.fault import Fault
from panel_refunds.refunds.audit.totals import Agreement
from panel_refunds.store import Store
from panel_refunds.store.audit import Walk
from panel_refunds.store.audit_pages import AuditPages
from panel_refunds.store.audit_strays import KINDS, ROWS_AT_ONCE, strays_behind

WALLETS = "wallets"
MOST_WALLETS = 500
MOST_ENTRIES = 20_000
MOST_KEYS = 5_000
"""So many keys of tables are looked through for strays in one page."""
_STAGES = (WALLETS, *(kind.noun for kind in KINDS))


@dataclass(frozen=True, slots=True)
class AuditPage:
    """What one page found. ``next`` is the place where the next one begins, None: this was the last.

    ``counts`` and ``totals`` are of the wallets of this page alone.
    """

    at: datetime
    faults: tuple[Fault, ...]
    counts: Mapping[str, int]
    totals: tuple[Agreement, ...]
    next: str | None


def audit_page(store: Store, tenant: UUID, *, now: datetime, place: str = "", wallets: int = MOST_WALLETS) -> AuditPage:
    """Look at the next page of a tenant's books; ``place`` is where the page before ended, empty for the first.

    Refused ``field_invalid`` for a place that is none.
    """
    stage, after = _read_place(place)
    with store.read(tenant) as books:
        pages = AuditPages.of(books)
        walk = Walk(pages, now, after)
        faults: list[Fault] = []
        following: str | None = None
        if stage == WALLETS:
            faults += walk.faults_of_wallets(wallets, MOST_ENTRIES)
            following = f"{_STAGES[1]}/" if walk.ended else f"{WALLETS}/{walk.after}"
            # Who has little is done in one page.
            small = walk.ended and walk.counts["entries"] < MOST_ENTRIES // 2
            stage, after = (_STAGES[1], "") if small else ("", "")
        if stage:
            found, following = _strays(pages, stage, after)
            faults += found
        faults += pages.unreadable
    met = {noun: count for noun, count in walk.counts.items() if count}
    return AuditPage(now, tuple(faults), met, tuple(walk.totals.agreements()), following)


def _strays(pages: AuditPages, stage: str, after: str) -> tuple[list[Fault], str | None]:
    """The strays of the next ``MOST_KEYS`` keys, and where to go on."""
    faults: list[Fault] = []
    number, looked = _STAGES.index(stage) - 1, 0
    while number < len(KINDS):
        found, last = strays_behind(pages, KINDS[number], after)
        faults += found
        if last is None:
            number, after = number + 1, ""
            continue
        after, looked = last, looked + ROWS_AT_ONCE
        if looked >= MOST_KEYS:
            return faults, f"{KINDS[number].noun}/{after}"
    return faults, None


def _read_place(place: str) -> tuple[str, str]:
    if not place:
        return WALLETS, ""
    stage, slash, after = place.partition("/")
    if stage not in _STAGES or not slash:
        raise Refused("field_invalid", "That is no place in the audit; begin without one.", field="after")
    return stage, after
