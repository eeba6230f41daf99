"""Policy files: ``policies/NAME/YYYY-MM-DD.toml`` → ``PolicyVersion``.

The folder names the policy, the file the day from which it holds. An empty file is a whole policy: every default.
A version's *digest* is over what the file says, not over its comments and spaces: those may be mended later.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from panel_refunds.policy.resolve import changed
from panel_refunds.policy.settings import PolicyException, PolicyVersion, Rules
from panel_refunds.tenants.faults import Fault, Faults, TenantFileError
from panel_refunds.tenants.page import Page, Written, load_page
from panel_refunds.tenants.policy_exceptions import parse_exceptions
from panel_refunds.tenants.policy_schema import policy_table
from panel_refunds.tenants.tenant import Place

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,31}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def load_policies(folder: Path, currency: str) -> Mapping[str, tuple[PolicyVersion, ...]]:
    """Read a tenant's ``policies`` folder: name → versions, the oldest first; a name without versions is left out.

    TenantFileError with the faults of every file in it.
    """
    faults = Faults()
    policies: dict[str, tuple[PolicyVersion, ...]] = {}
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        if entry.is_dir() and not entry.name.startswith("."):
            versions: list[PolicyVersion] = []
            with faults.kept():
                _check_name(entry)
            for file in sorted(entry.glob("*.toml")):
                with faults.kept():
                    versions.append(load_policy(file, currency))
            if versions:
                policies[entry.name] = tuple(versions)
        elif entry.suffix == ".toml":
            faults.found.append(
                Fault(Place(entry), None, "lies beside the policies.", f"Move it to policies/default/{entry.name}.")
            )
    faults.raise_any()
    return policies


def load_policy(file: Path, currency: str) -> PolicyVersion:
    """One version; bare figures are in ``currency``."""
    day = _day_of(file)
    return parse_policy(load_page(file), file.parent.name, day, currency)


def parse_policy(page: Page, name: str, day: date, currency: str) -> PolicyVersion:
    """The version that a page of TOML says."""
    table, root, faults = policy_table(currency), page.root, Faults()
    rules = Rules()
    exceptions: tuple[PolicyException, ...] = ()
    tables = {key: value for key, value in page.data.items() if key != "exception"}
    with faults.kept():
        for path, value in table.changes(Written(tables, (), page)):
            rules = changed(rules, path, value)
    with faults.kept():
        if "exception" in page.data:
            exceptions = parse_exceptions(root.child("exception"), table)
    faults.raise_any()
    version = PolicyVersion(name, day, rules, exceptions, digest_of(page.data))
    _check_sense(version, root)
    return version


def _check_sense(version: PolicyVersion, root: Written) -> None:
    """What every key allows alone and no policy can mean together."""
    faults, review = Faults(), version.rules.review
    by_right = version.rules.deposits.refundable == "right" or any(
        (("deposits", "refundable"), "right") in exception.changes for exception in version.exceptions
    )
    if review.auto_approve and not by_right:
        with faults.kept():
            raise (
                root.child("review")
                .child("auto_approve")
                .wrong(
                    "approves by rule what nobody has a right to.",
                    'Set deposits.refundable = "right", or write "never".',
                )
            )
    within, remind = review.within, review.remind_before
    written = root.value.get("review", {})
    if "remind_before" in written and within.unit is remind.unit and remind.count >= within.count:
        with faults.kept():
            raise (
                root.child("review")
                .child("remind_before")
                .wrong(f"reminds {remind} before the end of {within}.", "Make remind_before shorter than within.")
            )
    faults.raise_any()


def _check_name(folder: Path) -> None:
    if not _NAME.fullmatch(folder.name):
        text, advice = f'"{folder.name}" cannot name a policy.', "Use small letters, digits, - and _."
        raise TenantFileError([Fault(Place(folder), None, text, advice)])


def _day_of(file: Path) -> date:
    with suppress(ValueError):
        if _DAY.fullmatch(file.stem):
            return date.fromisoformat(file.stem)
    text, advice = f'"{file.stem}" is no date.', "Name it by its first day, like 2025-08-29.toml."
    raise TenantFileError([Fault(Place(file), None, text, advice)])


def digest_of(data: Mapping[str, Any]) -> str:
    """A hash of what a TOML file says, whatever its comments, spaces and order of keys."""
    text = json.dumps(data, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
