"""The sites: which hosts a policy governs, and which it leaves out."""

from __future__ import annotations

from panel_refunds.web.fields import Given, Shown
from panel_refunds.web.operation import Read
from panel_refunds.web.tenancy import Call


class SiteView(Shown):
    """Hosts that one policy governs (``*.name`` is everything below), its version in force, and what is left out."""

    hosts: list[str]
    policy: str
    version: str
    excluded: list[str]
    excluded_policy_url: str | None


class SitesView(Shown):
    """The tenant's sites, as its file has them."""

    items: list[SiteView]


def show_all(call: Call, _asked: Given) -> SitesView:
    """The sites, with the policy that governs each."""
    tenant, now = call.desk.tenant, call.desk.now()
    return SitesView(
        items=[
            SiteView(
                hosts=list(site.hosts),
                policy=site.policy,
                version=tenant.policy_at(site.policy, now).label,
                excluded=list(site.excluded),
                excluded_policy_url=site.excluded_policy_url,
            )
            for site in tenant.sites
        ]
    )


OPERATIONS = (Read("/sites", "list_sites", "read", show_all, SitesView, tag="policy"),)
