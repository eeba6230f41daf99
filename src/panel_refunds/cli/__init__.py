"""The command line: everything an operator does without a browser, one file for each command."""


def main() -> None:
    """Entry point of the ``panel-refunds`` command."""
    from panel_refunds.app.garbage import search_seldom

    search_seldom()
    from panel_refunds.cli.main import app

    app(prog_name="panel-refunds")
