"""What commands print: JSON for programs, tables for people, plain text when it goes into a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 110
"""How wide lines are where no terminal says: in a pipe, a file, a log."""


def print_json(value: Any) -> None:
    """Print ``value`` as indented JSON; frozen values and mappings are shown as objects."""
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False, default=_plain) + "\n")


def _plain(value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    return {field.name: getattr(value, field.name) for field in fields(value)}


def make_console(*, plain: bool = False) -> Console:
    """A console on the standard output; without colours and frames when ``plain`` or not at a terminal."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(no_color=plain or None, force_terminal=False if plain else None, highlight=False, width=width)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[str] = ()) -> None:
    """Print rows under headings; the columns named in ``right`` are figures and stand at the right."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading, justify="right" if heading in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    make_console().print(table)
