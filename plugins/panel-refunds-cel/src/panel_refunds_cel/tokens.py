"""An expression as a list of tokens, each with its place.

CEL's own parser reads the expression; this is for what has to be known before: which amounts stand in it, which words
it uses, and whether it says something that the checker could not tell from what is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "bytes", "number", "point", "unsigned", "word", "sign", "space"]

_TOKENS = re.compile(
    r"""
      (?P<space>\s+|//[^\n]*)
    | (?P<bytes>[bB][rR]?["']|[rR][bB]["'])
    | (?P<text>[rR]?(?:\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))
    | (?P<unsigned>(?:0[xX][0-9a-fA-F]+|\d+)[uU])
    | (?P<point>\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?)
    | (?P<number>0[xX][0-9a-fA-F]+|\d+)
    | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<sign>&&|\|\||==|!=|<=|>=|.)
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its text, and where it begins (from 0)."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the next one may begin."""
        return self.start + len(self.text)


def parse_tokens(source: str) -> list[Token]:
    """The tokens of ``source``, without spaces and comments. Whatever it is, every character belongs to one."""
    found: list[Token] = []
    for match in _TOKENS.finditer(source):
        kind: Kind = match.lastgroup  # type: ignore[assignment]  # the groups are named after the kinds
        if kind != "space":
            found.append(Token(kind, match.group(), match.start()))
    return found


def place_of(source: str, start: int) -> str:
    """Where a character stands, for a message: ``line 2, column 5``, or the column alone in a single line."""
    line, column = source.count("\n", 0, start) + 1, start - (source.rfind("\n", 0, start) + 1) + 1
    return f"line {line}, column {column}" if "\n" in source.strip() else f"column {column}"
