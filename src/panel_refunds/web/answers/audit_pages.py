"""One page of the audit: what was looked at, what is broken, which totals agree, and where to go on."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.money import format_units
from panel_refunds.refunds.audit.invariants import INVARIANT_OF
from panel_refunds.store.audit_by_page import AuditPage
from panel_refunds.web.fields import Shown


class BrokenView(Shown):
    """Something that is wrong: the invariant it breaks, a code, a sentence, and the ids of everything concerned."""

    invariant: str
    code: str
    text: str
    ids: list[str]


class TotalView(Shown):
    """Two totals of the wallets of this page that have to be the same."""

    currency: str
    pair: str
    kept: str
    counted: str
    agrees: bool


class AuditPageView(Shown):
    """A page; ``next`` is the ``after`` of the next one, null when everything was looked at."""

    at: datetime
    ok: bool
    broken: list[BrokenView]
    counts: dict[str, int]
    totals: list[TotalView]
    next: str | None


def show_audit_page(page: AuditPage) -> AuditPageView:
    """The page as it was found."""
    return AuditPageView(
        at=page.at,
        ok=not page.faults and all(each.agrees for each in page.totals),
        broken=[
            BrokenView(invariant=INVARIANT_OF[each.code], code=each.code, text=each.text, ids=list(each.ids))
            for each in page.faults
        ],
        counts=dict(page.counts),
        totals=[
            TotalView(
                currency=each.currency,
                pair=each.pair,
                kept=format_units(each.kept, each.currency),
                counted=format_units(each.counted, each.currency),
                agrees=each.agrees,
            )
            for each in page.totals
        ],
        next=page.next,
    )
