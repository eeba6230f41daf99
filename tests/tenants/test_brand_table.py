"""A tenant's brand and what a site of its says otherwise become one."""

from __future__ import annotations

import pytest

from panel_refunds.tenants.brand import Font, FooterLink, Sender
from panel_refunds.tenants.tenant_file import load_tenant

TENANT = """[brand]
colour = "#123456"
accent = "#654321"
logo = "a.svg"
logo_dark = "b.svg"
radius = 4
support_url = "https://shop.example/help"
notice = "A trial."
[brand.dark]
colour = "#abcdef"
accent = "#fedcba"
text = "#ffffff"
[brand.font]
family = "Shop Sans"
files = [{ file = "a.woff2" }, { file = "b.woff2", weight = "700", characters = "U+0600-06FF" }]
[brand.footer]
text = "Shop Ltd"
links = [{ text = "Imprint", url = "https://shop.example/imprint" }]
[brand.sender]
address = "Shop <a@shop.example>"
reply_to = "b@shop.example"
"""


@pytest.fixture
def load(write_tenant):
    """``load(site='…')``: the brands of the tenant and of its second site."""

    def loaded(site: str, tenant: str = TENANT):
        hosts = f'["shop.example"]\n[[sites]]\nhosts = ["b.example"]\n{site}'
        folder = write_tenant(hosts=hosts, more=tenant)
        for name in ("a.svg", "b.svg", "c.svg"):
            (folder / name).write_text(f"<svg><!-- {name} --></svg>")
        for name in ("a.woff2", "b.woff2"):
            (folder / name).write_bytes(b"wOF2" + name.encode())
        (folder / "b-pages").mkdir(exist_ok=True)
        found = load_tenant(folder)
        assert found.sites[0].brand == found.brand
        return found.brand, found.sites[1].brand

    return loaded


def test_a_site_that_says_nothing_wears_its_tenants_brand(load) -> None:
    tenant, site = load("")
    assert site == tenant
    assert (tenant.name, tenant.radius, tenant.footer_text) == ("Shop", 4, "Shop Ltd")
    assert tenant.notice == "A trial."
    assert tenant.footer_links == (FooterLink("Imprint", "https://shop.example/imprint"),)
    assert tenant.sender == Sender("Shop <a@shop.example>", "b@shop.example")
    assert tenant.font is not None
    assert (tenant.font.family, tenant.font.fallback) == ("Shop Sans", "sans-serif")
    assert [file.characters for file in tenant.font.files] == [None, "U+0600-06FF"]
    assert [file.name for file in tenant.files] == ["a.svg", "b.svg", "a.woff2", "b.woff2"]


def test_a_site_changes_key_by_key(load) -> None:
    tenant, site = load('[sites.brand]\nname = "Other"\nradius = 0\nsupport_url = "https://b.example"\n')
    assert (site.name, site.radius, site.support_url) == ("Other", 0, "https://b.example")
    assert (site.light, site.dark, site.logo, site.font) == (tenant.light, tenant.dark, tenant.logo, tenant.font)


def test_a_colour_or_a_logo_of_its_own_leaves_the_tenants_dark_one_behind(load) -> None:
    tenant, site = load('[sites.brand]\ncolour = "#990000"\nlogo = "c.svg"\n')
    assert (site.light.colour, site.dark.colour) == ("#990000", None)
    assert (site.light.accent, site.dark.accent, site.dark.text) == ("#654321", "#fedcba", "#ffffff")
    assert (site.logo.name, site.logo_dark) == ("c.svg", None)
    assert tenant.dark.colour == "#abcdef"


def test_fonts_foot_and_sender_are_taken_as_a_whole(load) -> None:
    own = '[sites.brand.font]\nfamily = "Georgia"\nfallback = "serif"\n[sites.brand.footer]\ntext = "B"\n'
    _, site = load(own + '[sites.brand.sender]\naddress = "c@b.example"\n')
    assert site.font == Font("Georgia", "serif")
    assert (site.footer_text, site.footer_links, site.sender) == ("B", (), Sender("c@b.example"))


def test_a_sites_templates_go_before_its_tenants(load) -> None:
    tenant, site = load('[sites.brand]\ntemplates = "b-pages"\n')
    assert [folder.name for folder in tenant.templates] == ["templates"]
    assert [folder.name for folder in site.templates] == ["b-pages", "templates"]


def test_every_fault_of_both_tables_is_told_with_its_place(load, faults_of) -> None:
    tenant = '[brand]\ncolor = "#123456"\nradius = 99\n[brand.font]\nfallback = "serif"\n'
    site = '[sites.brand]\nlogo = "gone.svg"\n[sites.brand.sender]\naddress = "nobody"\n'
    found = {fault.key: fault.place.line for fault in faults_of(load, site, tenant)}
    assert found == {
        "brand.color": 15,
        "brand.radius": 16,
        "brand.font": 17,
        "sites[1].brand.sender.address": 12,
    }


def test_a_file_that_is_missing_is_told_at_its_key(load, faults_of) -> None:
    (fault,) = faults_of(load, '[sites.brand]\nlogo = "gone.svg"\n')
    assert (fault.key, fault.place.line) == ("sites[1].brand.logo", 10)


@pytest.mark.parametrize("text", ["{brace}", "two\\nlines"])
@pytest.mark.parametrize("key", ["footer.text", "notice"])
def test_a_foot_and_a_notice_are_lines_that_no_sentence_breaks_on(load, faults_of, key, text) -> None:
    (fault,) = faults_of(load, f'[sites.brand]\n{key} = "{text}"\n')
    assert fault.key == f"sites[1].brand.{key}"
