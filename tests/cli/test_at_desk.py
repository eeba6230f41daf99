"""A command of one tenant's desk takes the same options as all others, and is called with the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from typer.testing import CliRunner

from panel_refunds.cli.at_desk import at_desk

if TYPE_CHECKING:
    from panel_refunds.flows.desk import Desk

app = typer.Typer()


@app.command()
@at_desk
def greet(desk: Desk, name: Annotated[str, typer.Argument()], loud: bool = False) -> None:
    """Say hello."""
    typer.echo(f"{desk.tenant.slug}: {desk.door}: {name.upper() if loud else name}")


def test_it_finds_the_desk_and_keeps_its_own_options(root):
    told = CliRunner().invoke(app, ["ana", "--loud", "--root", str(root)])
    assert told.output.endswith(": cli: ANA\n"), told.output


def test_its_help_tells_both(root):
    told = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200", "TERM": "dumb"}).output
    assert "Say hello." in told
    for option in ("--loud", "--root", "--database", "--tenant"):
        assert option in told
    assert "desk" not in told.lower().replace("at_desk", "")
