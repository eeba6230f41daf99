"""The reference pages are what the code says, and say everything."""

from __future__ import annotations

from pathlib import Path

from panel_refunds.errors import CODES
from panel_refunds.web.api import ALL
from panel_refunds.web.reference import render_errors_reference, render_http_reference, write_reference

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
HINT = "run: python -m panel_refunds.web.reference docs/reference"


def test_the_page_of_operations_is_current_and_whole() -> None:
    page = render_http_reference()

    assert (FOLDER / "http.md").read_text(encoding="utf-8") == page, HINT
    for operation in ALL:
        assert f"### `{operation.method} {operation.path}`\n\n{operation.summary}" in page
    assert "None" not in page


def test_the_page_of_codes_is_current_and_whole() -> None:
    page = render_errors_reference()

    assert (FOLDER / "errors.md").read_text(encoding="utf-8") == page, HINT
    for name, code in CODES.items():
        assert f"| `{name}` | {code.status} | {code.title} |" in page


def test_all_three_files_are_written(tmp_path: Path) -> None:
    write_reference(tmp_path)

    for name in ("http.md", "errors.md", "openapi.json"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()
