"""Policy versions that people agreed to: the files have to say what they said when they were first used.

A deposit is governed for ever by the version it was made under. The books remember that version's digest; a file that
was edited or removed since would decide about that deposit in words that nobody agreed to.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from panel_refunds.tenants.faults import Fault
from panel_refunds.tenants.tenant import Place, Tenant

ADVICE = "Put it back as it was, and say what is new in a file of a later date."


def forgotten_versions(tenant: Tenant, used: Mapping[str, str]) -> tuple[Fault, ...]:
    """One fault for each version in ``used`` (label → digest) that is gone, or says something else now."""
    now_says = {version.label: version.digest for found in tenant.policies.values() for version in found}
    return tuple(
        Fault(
            Place(file_of(tenant, label)),
            None,
            f"{label} has deposits under it and {'was edited' if label in now_says else 'is gone'}.",
            ADVICE,
        )
        for label, digest in sorted(used.items())
        if now_says.get(label) != digest
    )


def file_of(tenant: Tenant, label: str) -> Path:
    """Where the version of that label (``name@date``) stands, or stood."""
    name, _, day = label.partition("@")
    return tenant.folder / "policies" / name / f"{day}.toml"
