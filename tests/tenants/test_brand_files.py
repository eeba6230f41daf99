"""Files of a brand are there, inside, of their kind and not too large, or the key that names them is at fault."""

from __future__ import annotations

import hashlib

import pytest

from panel_refunds.tenants.brand_files import FONT, LOGO, STYLE, Home

FONT_BYTES = b"wOF2 and so on"


@pytest.fixture
def home(tmp_path) -> Home:
    folder = tmp_path / "tenants" / "shop"
    folder.mkdir(parents=True)
    (tmp_path / "fonts").mkdir()
    (folder / "logo.SVG").write_text("<svg/>")
    (folder / "own.woff2").write_bytes(FONT_BYTES)
    (tmp_path / "fonts" / "house.woff2").write_bytes(FONT_BYTES + b"!")
    (tmp_path / "tenants" / "outside.css").write_text("a{}")
    (folder / "photo.gif").write_bytes(b"GIF89a")
    (folder / "renamed.woff2").write_bytes(b"OTTO")
    (folder / "large.css").write_bytes(b" " * (64 * 1024 + 1))
    (folder / "looks").mkdir()
    return Home(folder)


def test_a_file_is_found_with_its_digest(home, written) -> None:
    found = home.find_file(written('x = "logo.SVG"'), LOGO)
    assert (found.name, found.digest) == ("logo.SVG", hashlib.sha256(b"<svg/>").hexdigest())
    assert str(home.folder) not in repr(found), "two machines say the same of the same brand"


def test_fonts_are_the_tenants_or_the_houses(home, written, faults_of) -> None:
    assert home.find_file(written('x = "own.woff2"'), FONT).path.parent == home.folder
    assert home.find_file(written('x = "house.woff2"'), FONT).path.parent == home.fonts
    (fault,) = faults_of(home.find_file, written('x = "house.woff2"'), LOGO)
    assert fault.text == '"house.woff2" is no file in the tenant\'s folder.'


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("../outside.css", STYLE, "no file"),
        ("/etc/hostname", STYLE, "no file"),
        (".", LOGO, "no file"),
        ("looks", LOGO, "no file"),
        ("../../fonts/house.woff2", FONT, "neither file"),
        ("photo.gif", LOGO, "another kind"),
        ("renamed.woff2", FONT, "is none"),
        ("large.css", STYLE, "64 KiB"),
    ],
)
def test_what_cannot_be_shown_is_refused(home, written, faults_of, name, kind, text) -> None:
    (fault,) = faults_of(home.find_file, written(f'x = "{name}"'), kind)
    assert text in fault.text
    assert fault.key == "x"


def test_a_folder_of_templates_is_inside_too(home, written, faults_of) -> None:
    assert home.find_folder(written('x = "looks"')) == home.folder / "looks"
    for name in ("..", "nothing", "logo.SVG"):
        assert faults_of(home.find_folder, written(f'x = "{name}"'))
