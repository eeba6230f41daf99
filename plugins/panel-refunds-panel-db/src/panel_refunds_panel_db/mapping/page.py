"""A mapping file on the desk: its tables, where everything stands, and everything that is wrong with it.

Whoever edits a file wants to hear of every mistake in one go, each with file, line and key, what is wrong and, for a
word that nobody knows, which one was probably meant. So nothing stops at the first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from panel_refunds_panel_db.mapping.lines import Path, line_of, locate_keys


class MappingFaultsError(Exception):
    """Everything that is wrong with a mapping file; each of ``faults`` is a line that names file, line and key."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n    ".join(self.faults))


class Page:
    """The text of a mapping file called ``name``, parsed; ``MappingFaultsError`` at once when it is no TOML."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.faults: list[str] = []
        try:
            self.values: Mapping[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise MappingFaultsError([f"{name}: it is no TOML: {error}"]) from None
        self._lines = locate_keys(text)

    def wrong(self, path: Path, text: str) -> None:
        """Note a fault at ``path``."""
        line = line_of(self._lines, path)
        place = f"{self.name}:{line}" if line else self.name
        key = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
        self.faults.append(": ".join(part for part in (place, key, text) if part))

    def find_table(self, path: Path, value: object, known: Collection[str] | None = None) -> Mapping[str, Any]:
        """``value`` as a table, empty when it is none; keys that are not ``known`` are faults."""
        if not isinstance(value, dict):
            self.wrong(path, "it has to be a table.")
            return {}
        for key in value:
            if known is not None and key not in known:
                self.wrong((*path, key), f"this is not a known key. {nearest(key, known)}")
        return value

    def raise_any(self) -> None:
        """Raise all faults that were noted, if any were."""
        if self.faults:
            raise MappingFaultsError(self.faults)


def nearest(word: object, known: Collection[str]) -> str:
    """A sentence that suggests the known word nearest to ``word``, or lists what is known."""
    close = get_close_matches(str(word).casefold(), known, n=1)
    return f'Did you mean "{close[0]}"?' if close else f"Known are: {', '.join(sorted(known))}."
