"""On which line of a TOML file each key stands.

The parser of the standard library tells no lines, and an error without a line is half an error. This walks the
text once more, looking only at keys, brackets and the ends of values; it relies on the parser having accepted the
text before. A path is the way to a value: keys as text, places in lists counted from 0.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})' r"|'''.*?'''(?:'{0,2})" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'", re.DOTALL
)
_PLAIN = re.compile(r"[^,\]}#\n]+")


def locate_keys(source: str) -> Mapping[Path, int]:
    """The line (from 1) of every table, key and list item of ``source``: valid TOML with Unix line ends."""
    return _Walk(source).lines


class _Walk:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self.lines: dict[Path, int] = {}
        # How many tables each [[list of tables]] has so far, minus one: the place of the last.
        self.last: dict[Path, int] = {}
        table: Path = ()
        while self._skip(_BLANK) < len(source):
            if source.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)

    def _skip(self, pattern: re.Pattern[str]) -> int:
        if match := pattern.match(self.source, self.at):
            self.at = match.end()
        return self.at

    def _note(self, path: Path, at: int) -> None:
        self.lines.setdefault(path, bisect_right(self.starts, at))

    def _keys(self) -> list[str]:
        """A dotted key, as its parts; stops in front of what follows it."""
        parts = []
        while match := _KEY.match(self.source, self.at):
            self.at = match.end()
            raw = match.group(1)
            parts.append(tomllib.loads(f"k = {raw}")["k"] if raw[0] in "\"'" else raw)
            if not self.source.startswith(".", self.at):
                break
            self.at += 1
        return parts

    def _header(self) -> Path:
        start = self.at
        many = self.source.startswith("[[", self.at)
        self.at += 2 if many else 1
        parts = self._keys()
        self.at += 2 if many else 1
        path: Path = ()
        for part in parts[:-1]:
            path = (*path, part)
            self._note(path, start)
            if path in self.last:
                path = (*path, self.last[path])
        path = (*path, parts[-1])
        self._note(path, start)
        if many:
            self.last[path] = self.last.get(path, -1) + 1
            path = (*path, self.last[path])
            self._note(path, start)
        return path

    def _pair(self, table: Path) -> None:
        start, path = self.at, table
        for part in self._keys():
            path = (*path, part)
            self._note(path, start)
        self.at += 1  # the equals sign
        self._skip(_SPACE)
        self._value(path)

    def _value(self, path: Path) -> None:
        opening = self.source[self.at]
        if opening == "[":
            self._many(path, "]")
        elif opening == "{":
            self._many(path, "}")
        elif opening in "\"'":
            self._skip(_STRING)
        else:
            self._skip(_PLAIN)

    def _many(self, path: Path, closing: str) -> None:
        """A list or an inline table; the walk stands on its opening bracket."""
        self.at += 1
        count = 0
        while self._skip(_BLANK) < len(self.source) and self.source[self.at] != closing:
            if self.source[self.at] == ",":
                self.at += 1
            elif closing == "}":
                self._pair(path)
            else:
                self._note((*path, count), self.at)
                self._value((*path, count))
                count += 1
        self.at += 1
