"""Act six: the books are audited, entry by entry."""

from __future__ import annotations

from panel_refunds.store.audit import audit_tenant
from panel_refunds.testing.demo.figures import Figures
from panel_refunds.testing.demo.screen import Screen
from panel_refunds.testing.demo.stage import Stage


def books_in_order(stage: Stage, screen: Screen, figures: Figures) -> None:
    """Balances, hash chains, lots, holds, orders and refunds, all against each other."""
    report = audit_tenant(stage.service.store, stage.desk.tenant.id, now=stage.clock())
    for fault in report.faults:
        screen.trouble(str(fault))
    figures.check("faults in the books", len(report.faults), 0)
    counts = ", ".join(f"{count} {noun}" for noun, count in report.counts.items())
    screen.good(f"in order: {counts}")
