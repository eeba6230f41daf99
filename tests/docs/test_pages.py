"""Every page of the documentation does what it says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WITH_POSTGRES = tuple(
    ROOT / "docs/guides" / f"{name}.md"
    for name in ("run-on-postgresql", "append-only-journal", "read-the-panels-database")
)
WITH_A_VENV = ROOT / "docs/guides/write-a-gateway.md"
PAGES = sorted(
    page
    for page in (ROOT / "docs").rglob("*.md")
    if page not in (*WITH_POSTGRES, WITH_A_VENV) and "decisions" not in page.parts
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_the_page_is_true(page, play):
    if "curl " in page.read_text(encoding="utf-8") and shutil.which("curl") is None:
        pytest.skip("this page calls the API with curl, and curl is not installed")

    faults = play(page)

    assert not faults, "\n".join(faults)


def test_a_page_that_is_not_true_is_found(tmp_path, play):
    page = tmp_path / "wrong.md"
    page.write_text(
        "```console\n$ echo one\ntwo\n$ (exit 3)\n$ echo $?\n3\n```\n\n```toml\nx = 1\n```\n\n"
        "```python\nprint(1)\n```\n<!-- prints -->\n```text\n2\n```\n```python\nraise SystemExit('no')\n```\n"
    )

    faults = play(page)

    assert [fault.split(": ", 1)[0] for fault in faults] == ["wrong.md:2", "wrong.md:9", "wrong.md:17", "wrong.md:20"]


@pytest.mark.parametrize(
    ("shown", "got", "true"),
    [
        ("a\n…\nz", "a\nb\nc\nz\n", True),
        ("a\n…\nz", "a\nb\nc\n", False),
        ("a … z", "a b c z", True),
        ("…", "", True),
        ("rr_… on 2025-01-01", "rr_01k4a9zzzzzzzzzzzzzzzzzzzz on 2031-12-24", True),
        ("a", "a\nb", False),
        ("a.c", "abc", False),
    ],
)
def test_what_a_page_shows_may_differ_in_ids_dates_and_where_it_says_so(fits, shown, got, true):
    assert fits(shown, got) is true
