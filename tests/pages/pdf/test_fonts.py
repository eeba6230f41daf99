"""Our fonts have every letter of our languages; a tenant's own come first."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from panel_refunds.pages.pdf.fonts import FOLDER, fonts_of


def test_ours_are_there_with_their_licence_and_small():
    assert (FOLDER / "OFL.txt").read_text().count("SIL OPEN FONT LICENSE")
    assert sum(file.stat().st_size for file in FOLDER.glob("*.ttf")) < 1024 * 1024


def test_a_tenants_own_family_is_tried_before_ours(tmp_path: Path):
    assert fonts_of(tmp_path).families == ("Noto Sans", "Noto Sans Arabic", "Noto Sans Devanagari")
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/README.txt").write_text("no font")
    shutil.copy(FOLDER / "NotoSansDevanagari-Regular.ttf", tmp_path / "fonts/own.ttf")
    assert fonts_of(tmp_path).families == ("Noto Sans Devanagari", "Noto Sans", "Noto Sans Arabic")


def test_nobody_waits_for_the_typesetter_who_writes_no_document():
    """The service starts without it: it is larger than all the rest together."""
    code = "import sys, panel_refunds.app.serving; print({'typst', 'pypdf', 'puremagic'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
