"""``panel-refunds check``: everything that is wrong with an installation's files, at once.

The tenants and their policies, the plugins they name, and the policy cases in their folders. What one file does wrong
hides nothing of the others. A warning is what may be meant and often is not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from panel_refunds.cli.exits import SAID_NO
from panel_refunds.cli.options import AsJson, Root
from panel_refunds.cli.output import print_json

if TYPE_CHECKING:
    from panel_refunds.plugins.apart.registering import Apart
    from panel_refunds.tenants.tenant import Tenant


@dataclass(slots=True)
class Checked:
    """What was looked at, and every fault as a line: file, line, key, what is wrong, what to do.

    ``tenants`` can be read, ``broken`` have a fault; a fault of no tenant is the installation's.
    """

    tenants: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    plugins: int = 0
    cases_passed: int = 0
    cases_failed: int = 0
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    uncertified: Literal["warn", "refuse"] = "warn"

    def blame(self, tenant: str | None, fault: str) -> None:
        """Note a fault of ``tenant``; None: of the installation."""
        self.faults.append(fault)
        if (place := tenant or INSTALLATION) not in self.broken:
            self.broken.append(place)


INSTALLATION = "the installation"


def check(
    root: Root = Path(),
    secrets: Annotated[
        bool, typer.Option("--secrets/--no-secrets", help="Whether every secret that is referred to must be there.")
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Check tenants, policies, plugins and policy cases, and name every fault with file, line and key.

    Exit 1 when there is one; a warning is no fault. Nothing is written and nobody is called.
    """
    checked = Checked()
    tenants, apart = _read_tenants(root, checked)
    _check_languages(tenants, checked)
    _check_sign_in(root, tenants, checked, secrets=secrets)
    for tenant in _check_plugins(tenants, apart, checked, secrets=secrets):
        if (tenant.folder / "cases").is_dir():
            _tell_cases(tenant, checked)
    checked.warnings += [_shown(warning) for tenant in tenants.values() for warning in _early(tenant)]
    if as_json:
        told = {key: value for key, value in asdict(checked).items() if key != "uncertified"}
        print_json({"ok": not checked.faults, **told})
    else:
        typer.echo("\n".join([*checked.faults, *checked.warnings, _summary(checked)]))
    if checked.faults:
        raise typer.Exit(SAID_NO)


def _read_tenants(root: Path, checked: Checked) -> tuple[Mapping[str, Tenant], Apart]:
    """The tenants that can be read, and which plugins live apart; every fault of the others is noted."""
    from panel_refunds.plugins.apart.registering import NONE_APART, Apart
    from panel_refunds.tenants.faults import TenantFileError
    from panel_refunds.tenants.installation import find_tenants_folder, load_installation, load_tenants

    apart = NONE_APART
    try:
        installation = load_installation(root)
        tenants, apart = installation.tenants, Apart.of(installation)
        checked.uncertified = installation.uncertified
    except TenantFileError as error:
        folder = find_tenants_folder(root)
        for fault in error.faults:
            checked.blame(_tenant_of(fault.place.file, folder), _shown(fault))
        tenants = load_tenants(folder).tenants if folder is not None and folder.is_dir() else {}
    checked.tenants = list(tenants)
    return tenants, apart


def _tenant_of(file: Path, folder: Path | None) -> str | None:
    """The tenant in whose folder ``file`` is, by its short name."""
    if folder is None or not file.is_relative_to(folder) or file == folder:
        return None
    return file.relative_to(folder).parts[0]


def _check_languages(tenants: Mapping[str, Tenant], checked: Checked) -> None:
    from panel_refunds.app.languages import language_faults

    for tenant in tenants.values():
        for fault in language_faults(tenant):
            checked.blame(tenant.slug, _shown(fault))


def _check_sign_in(root: Path, tenants: Mapping[str, Tenant], checked: Checked, *, secrets: bool) -> None:
    from panel_refunds.app.composition import utc_now
    from panel_refunds.app.ways_in import faults_of_ways_in, make_ways_in
    from panel_refunds.tenants.installation import names_secrets_key

    has_key = names_secrets_key(root)
    for tenant in tenants.values():
        for fault in faults_of_ways_in(tenant, make_ways_in(tenant, utc_now), has_key=has_key, read_secrets=secrets):
            checked.blame(tenant.slug, _shown(fault))


def _early(tenant: Tenant) -> Iterator[str]:
    """A warning for each policy whose first version is still to come: it governs already."""
    from datetime import UTC, datetime

    from panel_refunds.tenants.versions_in_use import file_of

    today = tenant.calendar.day_of(datetime.now(UTC))
    for name, versions in tenant.policies.items():
        if versions[0].day > today:
            file = file_of(tenant, versions[0].label)
            yield (
                f'{file}: warning: the first version of the policy "{name}" lies in the future, and governs everything '
                "until then as well. If something else holds until then, say it in a file of an earlier date."
            )


def _check_plugins(tenants: Mapping[str, Tenant], apart: Apart, checked: Checked, *, secrets: bool) -> list[Tenant]:
    """Note the faults of all tenants' plugins; returns the tenants whose stories can be told: those without any."""
    from panel_refunds.plugins.faults import PluginsRefusedError
    from panel_refunds.plugins.host import PluginHost

    try:
        host = PluginHost.load_for(tenants.values(), apart, uncertified=checked.uncertified)
    except PluginsRefusedError as error:
        for fault in error.faults:
            checked.blame(None, _shown(fault))
        return []
    checked.plugins = len(host.plugins)
    for tenant in tenants.values():
        for fault in host.check_tenant(tenant, read_secrets=secrets):
            checked.blame(tenant.slug, _shown(fault))
        checked.warnings += [_shown(f"warning: {warning}") for warning in host.warn_tenant(tenant)]
    return [tenant for tenant in tenants.values() if not host.check_tenant(tenant, read_secrets=False)]


def _tell_cases(tenant: Tenant, checked: Checked) -> None:
    from panel_refunds.plugins.faults import PluginFaultsError
    from panel_refunds.testing.stories import StoryFileError, run_cases_command

    try:
        report = run_cases_command(tenant.folder)
    except (StoryFileError, PluginFaultsError) as error:
        for fault in error.faults:
            checked.blame(tenant.slug, _shown(fault))
        return
    checked.cases_passed += report.passed
    checked.cases_failed += report.failed
    for case in report.as_json()["cases"]:
        for fault in case["faults"]:
            checked.blame(tenant.slug, f"{_shown(tenant.folder / 'cases')}: {case['name']}: {fault}")


def _shown(fault: object) -> str:
    """The fault with paths below the current folder made relative: a line that an editor can open, and short."""
    return str(fault).replace(f"{os.getcwd()}{os.sep}", "")  # noqa: PTH109 - a text is shortened, no path is made


def _summary(checked: Checked) -> str:
    good = ", ".join(slug for slug in checked.tenants if slug not in checked.broken)
    told = f"{_counted(checked.cases_passed, 'case')} passed"
    failed = f", {checked.cases_failed} failed" if checked.cases_failed else ""
    tenants = f"in order: {good}" if good else "no tenant is in order"
    parts = [tenants, _counted(checked.plugins, "plugin"), told + failed]
    if checked.faults:
        parts.insert(0, f"{_counted(len(checked.faults), 'fault')} in {', '.join(checked.broken)}")
    if checked.warnings:
        parts.append(_counted(len(checked.warnings), "warning"))
    return "; ".join(parts)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
