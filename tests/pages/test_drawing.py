"""A tenant's templates go before ours and may extend them; what is put in is escaped; nothing is silently empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from panel_refunds.pages.drawing import FOLDER, draw, environment_of


def write(folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_what_is_put_in_is_escaped_and_what_is_missing_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "page.html", "<p>{{ word }}</p>")
    assert draw((tmp_path,), "page.html", {"word": "<b>"}) == "<p>&lt;b&gt;</p>"
    with pytest.raises(UndefinedError, match="word"):
        draw((tmp_path,), "page.html", {})


def test_a_tenants_own_template_extends_ours(tmp_path: Path) -> None:
    write(tmp_path, "broken.html", '{% extends "original/broken.html" %}{% block title %}Ours{% endblock %}')
    found = environment_of((tmp_path,)).get_template("broken.html")
    assert "".join(found.blocks["title"](found.new_context())) == "Ours"
    assert environment_of((tmp_path,)).get_template("original/broken.html").filename == str(FOLDER / "broken.html")


def test_a_sites_own_goes_before_its_tenants(tmp_path: Path) -> None:
    tenant, site = tmp_path / "templates", tmp_path / "en"
    for name in ("one.html", "two.html"):
        write(tenant, name, "the tenant's {% include 'part.html' %}")
    write(tenant, "part.html", "part")
    write(site, "one.html", "the site's {% include 'part.html' %}")
    write(site, "part.html", "other part")
    drawn = {
        folders: [draw(folders, name, {}) for name in ("one.html", "two.html")]
        for folders in ((tenant,), (site, tenant))
    }
    assert drawn[(tenant,)] == ["the tenant's part"] * 2
    assert drawn[(site, tenant)] == ["the site's other part", "the tenant's other part"]


def test_every_template_of_ours_compiles() -> None:
    names = environment_of().list_templates(extensions=["html"])
    assert names
    for name in names:
        environment_of().get_template(name)


def test_a_template_that_fetches_pieces_loads_what_fetches_them() -> None:
    fetching = [file for file in FOLDER.rglob("*.html") if "hx-" in (text := file.read_text()) and "extends" in text]

    assert fetching
    assert [file.name for file in fetching if '{% block live %}{% include "live.html" %}' not in file.read_text()] == []
