"""One TOML file, and every value in it with the place where it stands.

Readers never touch bare dictionaries: they are handed a ``Written``, ask it for what they expect, and a value of
another type answers with a fault that names file, line and key.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from panel_refunds.tenants.faults import Fault, TenantFileError
from panel_refunds.tenants.tenant import Place
from panel_refunds.tenants.toml_lines import locate_keys

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


@dataclass(frozen=True, slots=True)
class Page:
    """A file that was read: its data and the line of every key."""

    file: Path
    data: Mapping[str, Any]
    lines: Mapping[tuple[str | int, ...], int]

    @property
    def root(self) -> Written:
        """The whole file as one value."""
        return Written(self.data, (), self)


@dataclass(frozen=True, slots=True)
class Written:
    """A value as a file has it, and where."""

    value: Any
    path: tuple[str | int, ...]
    page: Page

    @property
    def key(self) -> str:
        """The path as people write it: ``sites[0].hosts[1]``."""
        text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return text.removeprefix(".")

    @property
    def place(self) -> Place:
        """File and line; for a value without a line of its own, the line of what it stands in."""
        for length in range(len(self.path), 0, -1):
            if line := self.page.lines.get(self.path[:length]):
                return Place(self.page.file, line)
        return Place(self.page.file)

    def child(self, key: str | int) -> Written:
        """The value under ``key`` of a table, or at a place of a list."""
        return Written(self.value[key], (*self.path, key), self.page)

    def wrong(self, text: str, advice: str = "", *, nearest: str | None = None) -> TenantFileError:
        """The error to raise about this value."""
        return TenantFileError([Fault(self.place, self.key or None, text, advice, nearest)])

    def table(self, example: str = "", *, heading: str = "") -> Mapping[str, Written]:
        """The value as a table: key → value. ``example`` or ``heading`` shows how else to write it."""
        if not isinstance(self.value, dict):
            raise self._another_type("a table", self._spelled(example) if example else heading or self._heading())
        return {key: self.child(key) for key in self.value}

    def items(self, example: str = "", *, heading: str = "") -> tuple[Written, ...]:
        """The value as a list. ``example`` or ``heading`` shows how else to write it; a text is shown in brackets."""
        if not isinstance(self.value, list):
            if not heading and isinstance(self.value, str) and self.value.isprintable():
                example = f"[{json.dumps(self.value, ensure_ascii=False)}]"
            raise self._another_type("a list", self._spelled(example) if example else heading)
        return tuple(self.child(place) for place in range(len(self.value)))

    def text(self, advice: str = "") -> str:
        """The value as text that is not empty; ``advice`` says what to write instead of another type."""
        if not isinstance(self.value, str):
            raise self.wrong(f"is {_type_in_words(self.value)}.", advice or "Write text in quotes.")
        if not self.value.strip():
            raise self.wrong("is empty.", "Write something between the quotes.")
        return self.value

    def whole(self) -> int:
        """The value as a whole number."""
        if type(self.value) is not int:
            raise self._another_type("a whole number without quotes")
        return self.value

    def flag(self) -> bool:
        """The value as true or false."""
        if not isinstance(self.value, bool):
            raise self._another_type("true or false without quotes")
        return self.value

    def _another_type(self, wanted: str, example: str = "") -> TenantFileError:
        return self.wrong(f"is {_type_in_words(self.value)}.", f"Write {wanted}{f': {example}' if example else '.'}")

    def _spelled(self, value: str) -> str:
        """``value`` behind this key, as a line of the file."""
        return f"{self.path[-1]} = {value}" if self.path and isinstance(self.path[-1], str) else value

    def _heading(self) -> str:
        """The line that begins this table."""
        name = ".".join(part for part in self.path if isinstance(part, str))
        return f"[[{name}]]" if isinstance(self.path[-1], int) else f"[{name}]"


def load_page(file: Path) -> Page:
    """Read a TOML file; TenantFileError when it is missing, not UTF-8 or broken."""
    try:
        source = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _unreadable(file, f"is not UTF-8 text (byte {error.start}).", "Save it as UTF-8.") from None
    except OSError as error:
        raise _unreadable(file, f"cannot be read: {error.strerror}.", "Check its name and permissions.") from None
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found.group(1)) if found else source.rstrip().count("\n") + 1
        text = f"is not valid TOML: {str(error).removesuffix(found.group(0) if found else '')}."
        raise _unreadable(file, text, "Mend that line or the one above it.", line) from None
    except RecursionError:
        raise _unreadable(file, "is nested too deeply.", "Remove the brackets that are not needed.") from None
    return Page(file, data, locate_keys(source))


def _unreadable(file: Path, text: str, advice: str, line: int | None = None) -> TenantFileError:
    return TenantFileError([Fault(Place(file, line), None, text, advice)])


def _type_in_words(value: object) -> str:
    words: dict[type, str] = {
        bool: "true or false",
        int: "a whole number",
        float: "a decimal number without quotes",
        str: "text",
        list: "a list",
        dict: "a table",
    }
    return words.get(type(value), "a date or time")
