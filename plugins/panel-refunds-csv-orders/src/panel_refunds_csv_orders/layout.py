"""How the file is laid out: its encoding, the signs between cells, and which column is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from panel_refunds_csv_orders.faults import UnreadableError
from panel_refunds_csv_orders.numbers import Marks

COLUMNS = ("order", "status", "remains", "ordered")
DEFAULT_COLUMNS: Mapping[str, str | int] = MappingProxyType(
    {"order": "order", "status": "status", "remains": "remains"}
)


@dataclass(frozen=True, slots=True)
class Places:
    """At which index each of our columns stands, and how many cells a whole row has."""

    at: Mapping[str, int]
    width: int


@dataclass(frozen=True, slots=True)
class Layout:
    """``columns`` are ours → the name in the header, or the number of the column where there is none."""

    columns: Mapping[str, str | int] = field(default_factory=lambda: DEFAULT_COLUMNS)
    header: bool = True
    delimiter: str = ","
    quote: str = '"'
    encoding: str = "utf-8"
    marks: Marks = field(default_factory=Marks)
    last_line: str = ""
    last_wins: bool = False
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    largest: int = 16 * 1024 * 1024

    @property
    def codec(self) -> str:
        """Python's name of the encoding; the mark that some programs put before UTF-8 is taken off."""
        return "utf-8-sig" if self.encoding == "utf-8" else self.encoding

    def find_places(self, first: Sequence[str]) -> Places:
        """Where our columns stand, by the ``first`` row; ``UnreadableError`` where one is missing or there twice."""
        if not self.header:
            at = {name: number - 1 for name, number in self.columns.items() if isinstance(number, int)}
            if max(at.values()) >= len(first):
                raise UnreadableError(
                    f"The first row has {len(first)} cells; column {max(at.values()) + 1} is asked for."
                )
            return Places(at, len(first))
        names = [cell.strip().casefold() for cell in first]
        for theirs in self.columns.values():
            times = names.count(str(theirs).strip().casefold())
            if times != 1:
                raise UnreadableError(f"The header has {times} columns {str(theirs)!r}; it must have one.")
        return Places(
            {name: names.index(str(theirs).strip().casefold()) for name, theirs in self.columns.items()}, len(first)
        )
