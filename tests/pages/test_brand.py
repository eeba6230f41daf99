"""Every host wears its own brand: sheet, logos, fonts and templates, each kept under the address of what is in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pages.browser import Browser
from tests.web.panel import ROOT, Installed

FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture
def two_sites(tmp_path: Path) -> Iterator[Installed]:
    """A tenant with two sites, the second of which has colours, logos and a page of its own."""
    folder = tmp_path / "tenants" / "sadaf"
    shutil.copytree(ROOT / "tenants" / "sadaf", folder)
    file = folder / "tenant.toml"
    own = '[sites.brand]\ncolour = "#005f5f"\nlogo = "two.png"\nlogo_dark = "night.webp"\ntemplates = "en"'
    file.write_text(file.read_text(encoding="utf-8").replace("[sites.brand]", own), encoding="utf-8")
    (folder / "two.png").write_bytes(b"\x89PNG light")
    (folder / "night.webp").write_bytes(b"RIFF dark")
    (folder / "en").mkdir()
    (folder / "en" / "signed_out.html").write_text(
        '{% extends "original/signed_out.html" %}{% block title %}Hello{% endblock %}'
    )
    made = Installed(tmp_path)
    yield made
    made.close()


def test_a_page_names_what_it_wears_by_its_content(two_sites: Installed) -> None:
    browser = Browser(two_sites, "sadaf.example")
    page = browser.open("/policy")
    sheet = next(link["href"] for link in page.tree.every("link") if "/brand.css" in link.get("href"))
    answer = browser.client.get(sheet)
    assert (answer.headers["cache-control"], answer.headers["content-type"][:8]) == (FOREVER, "text/css")
    assert browser.client.get("/brand/x/brand.css").headers["cache-control"] == "no-cache"

    icon = page.tree.find("link", rel="icon")
    assert icon is not None
    logo = browser.client.get(icon["href"])
    assert (logo.headers["content-type"], logo.headers["cache-control"]) == ("image/svg+xml", FOREVER)
    assert "sandbox" in logo.headers["content-security-policy"]
    assert browser.client.get("/brand/000000000000/logo").headers["cache-control"] == "no-cache"

    fonts = re.findall(r'url\("\.\./(fonts/\w+\.woff2)"\)', answer.text)
    assert len(fonts) == 2
    font = browser.client.get(f"/brand/{fonts[0]}")
    assert (font.headers["content-type"], font.headers["cache-control"]) == ("font/woff2", FOREVER)
    assert font.content.startswith(b"wOF2")
    # Somebody else's fonts are not handed out: they may have a licence.
    assert browser.client.get(f"/brand/fonts/{'0' * 64}.woff2").status_code == 404


def test_a_site_wears_its_own_and_its_tenants_for_the_rest(two_sites: Installed) -> None:
    house, abroad = (Browser(two_sites, host) for host in ("sadaf.example", "en.sadaf.example"))
    pages = [browser.open("/") for browser in (house, abroad)]
    assert ["Hello" in page.html for page in pages] == [False, True]
    assert [page.html.partition("<title>")[2].partition("</title>")[0].rpartition(" ")[2] for page in pages] == [
        "صدف",
        "Sadaf",
    ]
    assert all(page.tree.find("header", class_="band") for page in pages), "the head is both sites'"
    sheets = [browser.client.get("/brand/x/brand.css").text for browser in (house, abroad)]
    assert ["--pico-primary:#005f5f" in sheet for sheet in sheets] == [False, True]
    assert all("--pico-background-color:#f7f1e5" in sheet for sheet in sheets)


def test_a_notice_stands_above_every_page_of_its_site(tmp_path: Path) -> None:
    folder = tmp_path / "tenants" / "sadaf"
    shutil.copytree(ROOT / "tenants" / "sadaf", folder)
    file = folder / "tenant.toml"
    told = '[sites.brand]\nnotice = "A trial: <nothing> is real."'
    file.write_text(file.read_text(encoding="utf-8").replace("[sites.brand]", told), encoding="utf-8")
    installed = Installed(tmp_path)
    for path in ("/", "/policy", "/staff/sign-in"):
        house, abroad = (Browser(installed, host).open(path).tree for host in ("sadaf.example", "en.sadaf.example"))
        assert house.find("aside", class_="brand-notice") is None
        notice = abroad.find("aside", class_="brand-notice")
        assert notice is not None, path
        assert notice.text == "A trial: <nothing> is real."
    installed.close()


def test_dark_pages_may_have_another_logo(two_sites: Installed) -> None:
    browser = Browser(two_sites, "en.sadaf.example")
    (icon,) = browser.open("/staff/sign-in").tree.every("link", rel="icon")
    assert browser.client.get(icon["href"]).content == b"\x89PNG light"
    dark = two_sites.service.directory.current.hosts.resolve("en.sadaf.example").site.brand.logo_dark
    answer = browser.client.get(f"/brand/{dark.digest[:12]}/logo")
    assert (answer.content, answer.headers["content-type"]) == (b"RIFF dark", "image/webp")


def test_hosts_without_a_brand_or_without_a_part_of_it_have_none(installed: Installed) -> None:
    assert Browser(installed, "nobody.example").client.get("/brand/x/brand.css").status_code == 404
    assert Browser(installed).client.get("/brand/x/logo").status_code == 404
    page = Browser(installed).open("/policy")
    assert page.tree.find("link", rel="icon") is None
    assert "SmmPanelUS" in page


def test_the_foot_says_what_the_brand_says_in_the_readers_language(installed: Installed) -> None:
    for language, words in (("ar", "صدف للتجارة، مدينة الكويت"), ("en", "Sadaf Trading, Kuwait City")):
        page = Browser(installed, "sadaf.example", language).open("/policy")
        foot = page.tree.find("footer")
        assert foot is not None
        assert words in foot.text
        # Out of a frame, where other pages are seldom allowed.
        assert {link["target"] for link in foot.every("a") if link["href"].startswith("https:")} == {"_top"}
