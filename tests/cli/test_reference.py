"""The page of all commands is the one the commands themselves write, and it leaves none out."""

from pathlib import Path

from panel_refunds.cli.main import app
from panel_refunds.cli.reference import render_cli_reference

PAGE = Path(__file__).parents[2] / "docs/reference/cli.md"


def test_the_page_is_current():
    written = PAGE.read_text(encoding="utf-8")

    assert written == render_cli_reference(), "python -m panel_refunds.cli.reference > docs/reference/cli.md"


def test_every_command_and_every_option_of_it_is_there():
    page = render_cli_reference()

    for name in ("demo", "read-reply", "answer withdraw", "statement", "review approve", "keys revoke"):
        assert f"## `panel-refunds {name}`" in page
    assert page.count("\n## `panel-refunds ") == len(app.registered_commands) + 20
    assert "| `--asked ID,ID` |" in page
    assert "(`PANEL_REFUNDS_DATABASE`)" in page
    assert "| 3 | Nothing was changed;" in page
