"""The policy as it is configured: in force, and every version before it. Anybody may read it."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.pages.answer import Answer, Show
from panel_refunds.pages.policy.page import make_page
from panel_refunds.pages.policy.telling import Telling
from panel_refunds.pages.visit import Visit
from panel_refunds.policy.settings import PolicyVersion


def show(visit: Visit) -> Answer:
    """The version in force on the host, or the one that the address names (``default@2025-08-29``)."""
    in_force = visit.tenant.policy_at(visit.policy_name, visit.desk.now())
    label = visit.path.get("label")
    version = in_force if label is None else _labelled(visit, label)
    today = visit.tenant.calendar.day_of(visit.desk.now())
    given = {
        "page": make_page(Telling(visit.words, visit.figures, visit.tenant.currency), visit.tenant, version),
        "version": version,
        "current": visit.tenant.policy_at(version.name, visit.desk.now()),
        "to_come": version.day > today,
        "policy_versions": visit.tenant.policies[version.name],
    }
    return Show("portal/policy.html", given)


def _labelled(visit: Visit, label: str) -> PolicyVersion:
    for versions in visit.tenant.policies.values():
        for version in versions:
            if version.label == label:
                return version
    raise Refused("not_found", "There is no such version of the policy.")
