"""Every state of every page has its picture in the documentation, and no picture shows what is there no more.

``pytest tests/browser --write-pictures -n 0`` takes them anew.
"""

from __future__ import annotations

import pytest
from tests.browser.album import FOLDER, GALLERY, file_of, gallery, take
from tests.browser.shown import ALL, TO_TRY
from tests.browser.world import World

MOST_BYTES = 2_000_000


def test_they_are_taken_anew_when_that_is_asked_for(world: World, writes_pictures: bool) -> None:
    if writes_pictures:
        FOLDER.mkdir(exist_ok=True)
        for old in FOLDER.iterdir():
            old.unlink()
        for shown in ALL:
            take(world, shown)
        GALLERY.write_text(gallery(), encoding="utf-8")

    assert {file.name for file in FOLDER.iterdir()} == {file_of(shown).name for shown in ALL}


def test_they_are_small_together() -> None:
    sizes = {file.name: file.stat().st_size for file in FOLDER.iterdir()}

    assert all(1000 < size < 150_000 for size in sizes.values()), sizes
    assert sum(sizes.values()) < MOST_BYTES


def test_the_documentation_shows_them_all() -> None:
    assert GALLERY.read_text(encoding="utf-8") == gallery(), "run pytest tests/browser --write-pictures -n 0"


@pytest.mark.parametrize("shown", [shown for shown in ALL if shown not in TO_TRY], ids=lambda shown: shown.name)
def test_a_page_at_night_or_in_another_language_says_what_its_picture_shows(world: World, shown) -> None:
    page = world.eyes.as_seen_by(shown.who, shown.tenant)
    page.set_viewport_size(shown.screen)
    page.emulate_media(color_scheme="dark" if shown.dark else "light")
    shown.open(world, shown.language)

    assert page.get_attribute("html", "lang") == shown.language
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is shown.dark
    said = " ".join(page.inner_text("body").split())
    assert not [words for words in shown.words if words not in said]
