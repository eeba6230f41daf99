"""Policy versions that people agreed to have to say what they said."""

from __future__ import annotations

from pathlib import Path

from panel_refunds.tenants.tenant_file import load_tenant
from panel_refunds.tenants.versions_in_use import forgotten_versions

FOLDER = Path(__file__).resolve().parents[2] / "tenants" / "smmpanelus"


def test_a_version_is_known_by_what_its_file_says() -> None:
    tenant = load_tenant(FOLDER)
    version = tenant.policies["default"][0]

    assert forgotten_versions(tenant, {}) == ()
    assert forgotten_versions(tenant, {version.label: version.digest}) == ()
    [edited] = forgotten_versions(tenant, {version.label: "another"})
    assert (edited.place.file.name, edited.text) == (
        f"{version.day}.toml",
        f"{version.label} has deposits under it and was edited.",
    )
    assert "later date" in edited.advice


def test_a_version_that_is_gone_is_named_with_the_file_it_stood_in() -> None:
    [gone] = forgotten_versions(load_tenant(FOLDER), {"blog@2024-02-01": "any"})

    assert gone.place.file == FOLDER / "policies" / "blog" / "2024-02-01.toml"
    assert gone.text == "blog@2024-02-01 has deposits under it and is gone."
