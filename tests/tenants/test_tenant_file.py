"""A tenant's folder as a whole."""

from __future__ import annotations

import pytest

from panel_refunds.ids import tenant_uuid
from panel_refunds.tenants.brand import Brand
from panel_refunds.tenants.tenant_file import load_tenant


def test_a_small_folder_is_a_tenant(write_tenant) -> None:
    folder = write_tenant(policies={"default/2025-01-01": "", "default/2026-01-01": "", "gold/2025-01-01": ""})
    tenant = load_tenant(folder)
    assert (tenant.slug, tenant.id, tenant.folder) == ("shop", tenant_uuid("shop"), folder)
    assert [version.label for version in tenant.policies["default"]] == ["default@2025-01-01", "default@2026-01-01"]
    assert list(tenant.policies) == ["default", "gold"]
    assert tenant.brand == tenant.sites[0].brand == Brand(name="Shop", templates=(folder / "templates",))
    assert not tenant.gateways


def test_all_kinds_of_plugin_tables_reach_the_tenant(write_tenant) -> None:
    kinds = ("gateways", "order_providers", "fraud_checks", "rules", "notifiers")
    tenant = load_tenant(write_tenant(more="".join(f'[{kind}.some_{kind}]\nuse = "thing"\n' for kind in kinds)))
    for kind in kinds:
        assert list(getattr(tenant, kind)) == [f"some_{kind}"]


def test_the_brand_reaches_the_tenant_and_its_logo_must_be_there(write_tenant, faults_of) -> None:
    brand = '[brand]\ncolour = "#AA00ff"\nlogo = "logo.svg"\nsupport_url = "https://shop.example/help"\n'
    folder = write_tenant(more=brand)
    (fault,) = faults_of(load_tenant, folder)
    assert (fault.key, fault.place.line) == ("brand.logo", 9)
    (folder / "logo.svg").write_text("<svg/>", encoding="utf-8")
    found = load_tenant(folder).brand
    assert (found.light.colour, found.support_url) == ("#AA00ff", "https://shop.example/help")
    assert found.logo is not None
    assert (found.logo.name, found.logo.path) == ("logo.svg", folder.resolve() / "logo.svg")


def test_a_file_of_a_brand_that_was_changed_is_a_change_of_the_tenant(write_tenant) -> None:
    folder = write_tenant(more='[brand]\nlogo = "logo.svg"\n')
    digests = set()
    for text in ("<svg/>", "<svg></svg>"):
        (folder / "logo.svg").write_text(text, encoding="utf-8")
        digests.add(load_tenant(folder).digest)
    assert len(digests) == 2


@pytest.mark.parametrize("logo", ["../outside.svg", "/etc/hostname", ".", "https://a.example/logo.svg"])
def test_a_logo_outside_of_the_folder_is_refused(write_tenant, faults_of, logo, tmp_path) -> None:
    (tmp_path / "tenants" / "outside.svg").parent.mkdir(exist_ok=True)
    (tmp_path / "tenants" / "outside.svg").write_text("<svg/>", encoding="utf-8")
    (fault,) = faults_of(load_tenant, write_tenant(more=f'[brand]\nlogo = "{logo}"\n'))
    assert fault.key == "brand.logo"


@pytest.mark.parametrize(
    ("more", "key"), [("[brand]\ncolour = 'blue'\n", "brand.colour"), ("[brand]\ncolor = '#000000'\n", "brand.color")]
)
def test_a_brand_that_cannot_be_shown_is_refused(write_tenant, faults_of, more, key) -> None:
    (fault,) = faults_of(load_tenant, write_tenant(more=more))
    assert (fault.key, fault.place.line) == (key, 8)


def test_a_policy_without_a_file_is_refused_and_the_files_there_are_told(write_tenant, faults_of) -> None:
    (fault,) = faults_of(load_tenant, write_tenant(more='policy = "gold"\n'))
    assert (fault.key, fault.place.line) == ("sites[0].policy", 7)
    assert 'Policies here are "default".' in fault.advice
    (fault,) = faults_of(load_tenant, write_tenant("bare", policies={}))
    assert (fault.key, fault.place.line) == ("sites[0]", 5)


def test_a_folder_without_its_file_or_with_a_strange_name_is_refused(write_tenant, tmp_path, faults_of) -> None:
    (fault,) = faults_of(load_tenant, tmp_path)
    assert fault.place.file == tmp_path / "tenant.toml"
    (fault,) = faults_of(load_tenant, write_tenant("My_Shop"))
    assert "short name" in fault.text


def test_a_tenant_without_sites_is_refused(write_tenant, faults_of) -> None:
    (fault,) = faults_of(load_tenant, write_tenant(toml='name="S"\ncurrency="USD"\ntime_zone="UTC"\ncalendar="US"'))
    assert '"sites" is missing' in fault.text


def test_two_sites_of_one_host_are_refused_with_both_lines(write_tenant, faults_of) -> None:
    faults = faults_of(load_tenant, write_tenant(more='[[sites]]\nhosts = ["SHOP.example"]\n'))
    assert [fault.place.line for fault in faults] == [6, 8]
    assert "tenant.toml:8" in faults[0].text


def test_faults_of_all_files_are_told_at_once(write_tenant, faults_of) -> None:
    folder = write_tenant(
        hosts='["*"]',
        more="[gateways.X]\n[colours]\n[brand]\ncolour = 1\n",
        policies={"default/2025-01-01": "x = 1", "default/soon": ""},
    )
    told = {(fault.place.file.name, fault.place.line) for fault in faults_of(load_tenant, folder)}
    assert told == {
        ("tenant.toml", 6),
        ("tenant.toml", 7),
        ("tenant.toml", 8),
        ("tenant.toml", 10),
        ("2025-01-01.toml", 1),
        ("soon.toml", None),
    }


def test_a_key_at_the_wrong_level_is_refused_with_the_nearest(write_tenant, faults_of) -> None:
    (fault,) = faults_of(load_tenant, write_tenant(more="[gateway.manual]\n"))
    assert (fault.key, fault.nearest, fault.place.line) == ("gateway", "gateways", 7)
