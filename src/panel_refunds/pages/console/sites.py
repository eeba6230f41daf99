"""The sites: which hosts each policy governs, and which it leaves out."""

from __future__ import annotations

from panel_refunds.pages.answer import Answer
from panel_refunds.pages.console.drawn import console_page
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """Every site of the tenant's file, with the version of its policy that is in force."""
    tenant, now = visit.tenant, visit.desk.now()
    sites = [(site, tenant.policy_at(site.policy, now)) for site in tenant.sites]
    return console_page(visit, "sites", {"sites": sites})
