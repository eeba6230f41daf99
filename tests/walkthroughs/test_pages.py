"""The walkthroughs in the documentation are what the engine does today."""

import pytest
from tests.walkthroughs.pages import PAGES, files_of_cases, page_of, render_index, render_page

WRITE = "run `python tests/walkthroughs/pages.py`, look at what changed, and keep it when it is right"


@pytest.mark.parametrize("file", files_of_cases(), ids=lambda file: file.stem)
def test_a_page_tells_what_happens_today(file):
    assert page_of(file).is_file(), WRITE
    assert page_of(file).read_text(encoding="utf-8") == render_page(file), WRITE


def test_every_page_is_listed_and_has_a_file_of_cases():
    assert (PAGES / "README.md").read_text(encoding="utf-8") == render_index(files_of_cases()), WRITE
    assert {page.name for page in PAGES.glob("*.md")} == {page_of(file).name for file in files_of_cases()} | {
        "README.md"
    }


def test_no_page_shows_a_failure():
    assert not [page.name for page in PAGES.glob("*.md") if "✗" in page.read_text(encoding="utf-8")]
