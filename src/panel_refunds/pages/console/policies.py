"""The policies: their versions, and what each changes in the one before, clause by clause."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.pages.answer import Answer
from panel_refunds.pages.console.drawn import console_page
from panel_refunds.pages.policy.differing import PolicyChanges, tell_changes
from panel_refunds.pages.policy.telling import Telling
from panel_refunds.pages.visit import Visit
from panel_refunds.policy.settings import PolicyVersion


def show(visit: Visit) -> Answer:
    """Every policy with its versions, the newest first, and how many settings each changes."""
    listed = {
        name: [
            (version, _changes(visit, earlier, version) if earlier else None) for earlier, version in _pairs(versions)
        ]
        for name, versions in visit.tenant.policies.items()
    }
    now = visit.desk.now()
    in_force = {name: visit.tenant.policy_at(name, now).label for name in listed}
    today = visit.tenant.calendar.day_of(now)
    return console_page(visit, "policies", {"listed": listed, "in_force": in_force, "today": today})


def show_changes(visit: Visit) -> Answer:
    """What one version changes in the one before."""
    label = visit.path["label"]
    for versions in visit.tenant.policies.values():
        for earlier, version in _pairs(versions):
            if version.label == label and earlier is not None:
                later = next((each for old, each in _pairs(versions) if old is version), None)
                given = {"version": version, "earlier": earlier, "later": later}
                return console_page(visit, "policy", {**given, "changes": _changes(visit, earlier, version)})
    raise Refused("not_found", "There is no such version of a policy, or none before it.")


def _pairs(versions: tuple[PolicyVersion, ...]) -> list[tuple[PolicyVersion | None, PolicyVersion]]:
    """Each version with the one before, the newest first."""
    return list(zip((None, *versions), versions, strict=False))[::-1]


def _changes(visit: Visit, earlier: PolicyVersion, version: PolicyVersion) -> PolicyChanges:
    return tell_changes(Telling(visit.words, visit.figures, visit.tenant.currency), earlier, version)
