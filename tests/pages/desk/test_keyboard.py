"""The keys are told on a page of their own, and in the dialog of every page."""

from __future__ import annotations

from pathlib import Path

from panel_refunds.pages.assets import FOLDER


def test_every_key_of_the_script_is_explained(ana):
    page = ana.open("/desk/keyboard")
    explained = {key.text for key in page.main.every("kbd")}
    script = Path(FOLDER / "desk.js").read_text(encoding="utf-8")
    block = script.split("const keys = {", 1)[1].split("\n  };", 1)[0]
    known = {line.split(":")[0].strip().strip('"') for line in block.strip().splitlines()}

    assert known == explained - {"Enter"}


def test_no_key_sends_a_form():
    script = Path(FOLDER / "desk.js").read_text(encoding="utf-8")

    assert not [word for word in ("submit", "fetch(", ".post", "click()") if word in script]


def test_the_list_is_in_the_dialog_of_every_page(ana):
    assert ana.open("/desk").tree.find("dialog", id="keys") is not None
