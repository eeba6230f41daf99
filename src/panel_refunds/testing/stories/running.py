"""Running a tenant's stories: the ones in its folder, or those of one file, on a database that is thrown away."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from panel_refunds.tenants.faults import Faults
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.tenants.tenant_file import load_tenant
from panel_refunds.testing.stories.faults import StoryFileError
from panel_refunds.testing.stories.reading import load_cases
from panel_refunds.testing.stories.report import CasesReport
from panel_refunds.testing.stories.stage import Theatre
from panel_refunds.testing.stories.story import Case
from panel_refunds.testing.stories.telling import tell_case
from panel_refunds.testing.stories.throw_away import throw_away_store
from panel_refunds.testing.stories.transcript import CaseResult

FOLDER = "cases"


def run_cases_command(tenant_folder: Path, file: Path | None = None, database: str | None = None) -> CasesReport:
    """Tell the stories of a tenant's folder, or those of ``file`` to that tenant.

    ``database`` is a URL; without it they are told in memory. StoryFileError with every fault of every file of
    cases, TenantFileError and PluginFaultsError when the tenant itself cannot be read or built.
    """
    tenant = load_tenant(tenant_folder)
    files = sorted((tenant_folder / FOLDER).glob("*.toml")) if file is None else [file]
    faults, cases = Faults(), list[Case]()
    for each in files:
        with faults.kept():
            cases += load_cases(each, tenant)
    if faults.found:
        raise StoryFileError(faults.found)
    return CasesReport(tuple(tell_stories(tenant, cases, database=database)))


def tell_stories(tenant: Tenant, cases: Iterable[Case], *, database: str | None = None) -> list[CaseResult]:
    """Tell stories one after another, each to a tenant of its own, like ``tenant`` in everything but its name."""
    with throw_away_store(database) as store:
        theatre = Theatre.open(tenant, store)
        try:
            return [tell_case(theatre, case) for case in cases]
        finally:
            theatre.close()
