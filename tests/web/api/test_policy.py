"""The policy in force, and the files read again: bad ones change nothing and are told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.panel import ROOT, Installed, Panel


@pytest.fixture
def moved(tmp_path: Path) -> Iterator[Installed]:
    """An installation whose files may be changed."""
    for tenant in (ROOT / "tenants").iterdir():
        shutil.copytree(tenant, tmp_path / "tenants" / tenant.name)
    made = Installed(tmp_path)
    yield made
    made.close()


def file_of(installed: Installed, tenant: str) -> Path:
    return installed.service.directory.current.tenants[tenant].folder / "tenant.toml"


def test_the_policy_that_governs_is_named_with_its_versions(panel: Panel) -> None:
    body = dict(panel.get("/policy").body)
    text = body.pop("text")

    assert text["language"] == "en"
    assert body == {
        "site": "smmpanelus.com",
        "policy": "default",
        "version": "default@2025-08-29",
        "versions": [{"version": "default@2025-08-29", "day": "2025-08-29", "in_force": True}],
    }


def test_the_policy_says_what_it_says_on_its_page(moved: Installed) -> None:
    sections = moved.panel("lumenreach").get("/policy", language="de").body["text"]["sections"]
    clauses = {clause["number"]: clause for section in sections for clause in section["clauses"]}

    assert "Unsere eigene Gebühr: 2,5\xa0% jeder Erstattung, aufgerundet." in clauses["2.4"]["sentences"]


def test_a_version_is_asked_for_by_its_label(moved: Installed) -> None:
    older = file_of(moved, "lumenreach").parent / "policies/default/2025-01-01.toml"
    older.write_text("[tickets]\noffer_stands = { days = 99 }\n")
    panel = moved.panel("lumenreach")
    panel.post("/reload")
    answer = panel.get("/policy", version="default@2025-01-01", language="en")

    assert answer["version"] == "default@2025-01-01"
    assert "How long an offer stands: 99 days." in str(answer["text"])
    assert [each["in_force"] for each in answer["versions"]] == [False, True]


def test_an_unknown_version_or_language_is_refused(panel: Panel) -> None:
    assert panel.get("/policy", version="default@1999-01-01").code == "not_found"
    assert panel.get("/policy", language="de").code == "field_invalid"


def test_a_reload_takes_the_changed_file(moved: Installed) -> None:
    panel = moved.panel()
    file = file_of(moved, "smmpanelus")
    file.write_text(file.read_text().replace('name = "SmmPanelUS"', 'name = "Renamed"'))

    assert panel.post("/reload").body == {"outcome": "changed", "faults": []}
    assert panel.post("/reload").body == {"outcome": "unchanged", "faults": []}
    assert moved.service.desk("smmpanelus").tenant.name == "Renamed"


def test_a_bad_file_keeps_the_old_one_and_says_where(moved: Installed) -> None:
    panel = moved.panel()
    file = file_of(moved, "smmpanelus")
    file.write_text(file.read_text().replace('currency = "USD"', 'curency = "USD"'))

    answer = panel.post("/reload")
    assert answer["outcome"] == "kept"
    assert any("tenant.toml:" in fault["where"] and "curency" in fault["where"] for fault in answer["faults"])
    assert str(moved.service.directory.current.root) not in str(answer.body)
    panel.deposit()


def test_a_tenant_hears_of_its_own_files_only(moved: Installed) -> None:
    panel = moved.panel()
    file = file_of(moved, "lumenreach")
    file.write_text("nonsense = [")

    assert panel.post("/reload").body == {"outcome": "unchanged", "faults": []}
    assert moved.panel("lumenreach").get("/policy").status == 200


def test_the_same_reload_sent_again_is_answered_again(moved: Installed) -> None:
    panel = moved.panel()
    first = panel.post("/reload", key="the-same-key")

    assert panel.post("/reload", key="the-same-key").body == first.body
    assert panel.post("/reload", {"now": True}).code == "field_unknown"


def test_what_a_version_changes_is_told_setting_by_setting(moved: Installed) -> None:
    later = file_of(moved, "lumenreach").parent / "policies/default/2026-08-01.toml"
    later.write_text('[tickets]\noffer_stands = { days = 99 }\n[[exception]]\nif = { method = "card" }\n' + NEVER)
    panel = moved.panel("lumenreach")
    panel.post("/reload")
    changes = panel.get("/policy/changes", version="default@2026-08-01", language="en")

    assert (changes["before"], changes["day"]) == ("default@2026-01-01", "2026-08-01")
    settings = {each["setting"]: each for each in changes["settings"]}
    assert settings["tickets.offer_stands"]["now"] == "{ days = 99 }"
    assert settings["tickets.offer_stands"]["after"] == ["How long an offer stands: 99 days."]
    assert "Paid by: card" in {each["condition"] for each in changes["exceptions"]}
    assert panel.get("/policy/changes", version="default@2026-01-01").code == "not_found"
    assert panel.get("/policy/changes", version="nobody@2026-01-01").code == "not_found"
    assert panel.get("/policy/changes", version="default@2026-08-01", language="xx").code == "field_invalid"


NEVER = 'deposits.refundable = "never"\n'
