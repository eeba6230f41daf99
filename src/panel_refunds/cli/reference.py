"""The reference page of all commands, written from the commands themselves.

``docs/reference/cli.md`` is this page; a test keeps it current. Run this module to print it.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from typing import Any

import typer

from panel_refunds.cli import exits
from panel_refunds.cli.main import app

_TOP = """# Commands

<!-- Written from the code by panel_refunds.cli.reference; a test compares. Do not edit by hand. -->

`panel-refunds COMMAND --help` says the same. Messages go to the standard error, answers to the standard output;
`--json` prints what a program can read. Where an option has a variable, the environment may say it.

| exit code | means |
|---|---|
"""
_CODES = {exits.FINE: "FINE", exits.SAID_NO: "SAID_NO", exits.UNREADABLE: "UNREADABLE", exits.TRY_AGAIN: "TRY_AGAIN"}


def render_cli_reference() -> str:
    """The whole page, in Markdown."""
    root = typer.main.get_command(app)
    codes = "\n".join(f"| {code} | {_meaning(name)} |" for code, name in _CODES.items())
    return "\n\n".join([_TOP + codes, *_commands(root, "panel-refunds")]) + "\n"


def _meaning(name: str) -> str:
    """The sentence below the constant in ``exits``."""
    source = inspect.getsource(exits)
    return source.split(f"\n{name}: Final", 1)[1].split('"""')[1]


def _commands(group: Any, path: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{path} {name}")
        else:
            yield _command(command, f"{path} {name}")


def _command(command: Any, path: str) -> str:
    shown = [param for param in command.params if param.name != "help"]
    arguments = [param for param in shown if param.param_type_name == "argument"]
    words = " ".join(_metavar(param) for param in arguments)
    usage = " ".join(part for part in (path, "[OPTIONS]", words) if part)
    rows = "\n".join(_row(param) for param in shown)
    table = f"\n\n| | | without it |\n|---|---|---|\n{rows}" if rows else ""
    return f"## `{path}`\n\n`{usage}`\n\n{inspect.cleandoc(command.help or '')}{table}"


def _row(param: Any) -> str:
    if param.param_type_name == "argument":
        name = _metavar(param)
    else:
        names = "/".join([*param.opts, *param.secondary_opts])
        name = names if param.is_flag else f"{names} {_metavar(param)}"
    variable = f" (`{param.envvar}`)" if param.envvar else ""
    return f"| `{name}` | {(param.help or '').rstrip('.')}{variable} | {_default(param)} |"


def _metavar(param: Any) -> str:
    return str(param.metavar or param.name.upper())


def _default(param: Any) -> str:
    if param.required:
        return "must be given"
    if param.default in (None, "", ()) or param.default is False:
        return "–"
    if param.default is True:
        return f"`{param.opts[0]}`"
    return "the current folder" if str(param.default) == "." else f"`{param.default}`"


if __name__ == "__main__":
    sys.stdout.write(render_cli_reference())
