"""On which line of a mapping file a key stands.

The parser of the standard library tells no lines, and an error without a line is half an error. A mapping is small and
flat, so looking at the headers and at what stands before each equals sign is enough; what is deeper has the line of the
nearest thing around it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]

_HEADER = re.compile(r"[ \t]*(\[\[?)([^\[\]]+)\]\]?[ \t]*(?:#.*)?")
_KEY = re.compile(r"""[ \t]*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)[ \t]*[=.]""")


def locate_keys(text: str) -> Mapping[Path, int]:
    """The line, from 1, of every table and every key that begins a line of ``text``: TOML that the parser accepted."""
    lines: dict[Path, int] = {}
    counts: dict[str, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(line):
            name = header.group(2).strip()
            table = tuple(part.strip() for part in name.split("."))
            lines.setdefault(table, number)
            if header.group(1) == "[[":
                counts[name] = counts.get(name, -1) + 1
                table = (*table, counts[name])
                lines[table] = number
        elif key := _KEY.match(line):
            written = key.group(1)
            name = str(tomllib.loads(f"k = {written}")["k"]) if written[0] in "\"'" else written
            lines.setdefault((*table, name), number)
    return lines


def line_of(lines: Mapping[Path, int], path: Path) -> int | None:
    """The line of ``path``, or of the nearest thing around it; None for the whole file."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None
