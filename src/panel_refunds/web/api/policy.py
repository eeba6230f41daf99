"""The policy that governs a host, and the tenant's files read again."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.tenants.faults import Fault
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.web.answers.policy_text import PolicyChangesView
from panel_refunds.web.answers.upkeep import FaultView, PolicyView, ReloadView, VersionView
from panel_refunds.web.fields import Given, Host, Language, VersionLabel
from panel_refunds.web.operation import Read, Write
from panel_refunds.web.tenancy import Call

TAG = "policy"


class PolicyQuery(Given):
    """Of which host, which version, in which language: the host of this request, the version in force, the first."""

    site: Host | None = None
    version: VersionLabel | None = None
    language: Language | None = None


class ReloadGiven(Given):
    """Nothing: an empty object."""


def show_policy(call: Call, asked: PolicyQuery) -> PolicyView:
    """Which policy governs, in which version, since when, and what it says."""
    host, name = call.policy_of(asked.site)
    tenant = call.desk.tenant
    in_force = tenant.policy_at(name, call.desk.now())
    version = in_force if asked.version is None else _version(tenant, name, asked.version)
    language = _language(tenant, asked.language)
    versions = [
        VersionView(version=each.label, day=each.day, in_force=each.label == in_force.label)
        for each in tenant.policies[name]
    ]
    text = call.front.policy_text(tenant, version, language)
    return PolicyView(site=host, policy=name, version=version.label, versions=versions, text=text)


class ChangesQuery(Given):
    """Which version, and in which language: the first one the tenant has."""

    version: VersionLabel
    language: Language | None = None


def show_changes(call: Call, asked: ChangesQuery) -> PolicyChangesView:
    """What a version of a policy changes in the version before it."""
    tenant = call.desk.tenant
    version = _version(tenant, asked.version.partition("@")[0], asked.version)
    versions = tenant.policies[version.name]
    place = versions.index(version)
    if place == 0:
        raise Refused("not_found", "That is the first version of this policy.", field="version")
    told = call.front.policy_changes(tenant, versions[place - 1], version, _language(tenant, asked.language))
    if told is None:
        raise Refused("not_found")
    return told


def _language(tenant: Tenant, asked: str | None) -> str:
    """The language that is meant; refused with ``field_invalid`` for one that the tenant does not have."""
    language = asked or tenant.languages[0]
    if language not in tenant.languages:
        offered = ", ".join(tenant.languages)
        raise Refused("field_invalid", f"The languages here are {offered}.", field="language")
    return language


def _version(tenant: Tenant, name: str, label: str) -> PolicyVersion:
    for version in tenant.policies.get(name, ()):
        if version.label == label:
            return version
    raise Refused("not_found", "There is no such version of this policy.", field="version")


def reload(call: Call, _body: ReloadGiven) -> ReloadView:
    """Read the files again without a restart; bad files change nothing and are told."""
    slug = call.desk.tenant.slug
    report = call.front.reload()
    if slug in report.kept:
        tenant = call.desk.tenant
        return ReloadView(outcome="kept", faults=[_fault(tenant, fault) for fault in report.kept[slug]])
    return ReloadView(outcome="changed" if slug in report.changed else "unchanged", faults=[])


def _fault(tenant: Tenant, fault: Fault) -> FaultView:
    """A fault as the tenant's own people may see it: files by their path inside the tenant's folder."""
    file = fault.place.file
    name = file.relative_to(tenant.folder).as_posix() if file.is_relative_to(tenant.folder) else file.name
    line = f":{fault.place.line}" if fault.place.line else ""
    text = " ".join(part for part in (fault.text, fault.advice) if part)
    return FaultView(code="file_invalid", text=text, where=f"{name}{line}{f' {fault.key}' if fault.key else ''}")


def _as_it_is(_call: Call, done: ReloadView) -> ReloadView:
    return done


def _again(_call: Call, _body: Given, _subject: str) -> ReloadView:
    return ReloadView(outcome="unchanged", faults=[])


OPERATIONS = (
    Read("/policy", "get_policy", "read", show_policy, PolicyView, PolicyQuery, tag=TAG),
    Read("/policy/changes", "show_policy_changes", "read", show_changes, PolicyChangesView, ChangesQuery, tag=TAG),
    Write("/reload", "reload_tenant", "admin", reload, _as_it_is, ReloadView, ReloadGiven, again=_again, tag=TAG),
)
