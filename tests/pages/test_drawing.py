"""A tenant's templates go before ours and may extend them; what is put in is escaped; nothing is silently empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from panel_refunds.pages.drawing import FOLDER, draw, environment_of


def write(folder: Path, name: str, text: str) -> None:
    file = folder / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_what_is_put_in_is_escaped_and_what_is_missing_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "page.html", "<p>{{ word }}</p>")
    assert draw(tmp_path, "page.html", {"word": "<b>"}) == "<p>&lt;b&gt;</p>"
    with pytest.raises(UndefinedError, match="word"):
        draw(tmp_path, "page.html", {})


def test_a_tenants_own_template_extends_ours(tmp_path: Path) -> None:
    write(tmp_path, "broken.html", '{% extends "original/broken.html" %}{% block title %}Ours{% endblock %}')
    found = environment_of(tmp_path).get_template("broken.html")
    assert "".join(found.blocks["title"](found.new_context())) == "Ours"
    assert environment_of(tmp_path).get_template("original/broken.html").filename == str(FOLDER / "broken.html")


def test_every_template_of_ours_compiles() -> None:
    names = environment_of(None).list_templates(extensions=["html"])
    assert names
    for name in names:
        environment_of(None).get_template(name)
