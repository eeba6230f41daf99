"""From bytes to what the file says of the orders that are asked about.

The file is read to its end before anything of it counts, a row at a time, and only rows about asked orders are kept. A
file without a complete last line, or without the closing line that was agreed, is still being written. A row that has
more or fewer cells than the others may have slipped: whichever asked order it names gets no answer. Two rows about one
order that differ contradict each other, unless it was agreed that the last one counts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from panel_refunds_csv_orders.faults import UnreadableError
from panel_refunds_csv_orders.layout import Layout, Places
from panel_refunds_csv_orders.numbers import find_whole
from panel_refunds_csv_orders.words import UNKNOWN, bare, clean, read_word

_LONGEST_LINE = 65_536
_MOST_LINES_OF_A_ROW = 100


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says of an order."""

    status: str
    raw_status: str
    remains: int | None
    ordered: int | None

    def agrees_with(self, other: object) -> bool:
        """Whether both say the same; a word nobody knows is compared by its spelling."""
        if not isinstance(other, Row):
            return False
        same_word = self.status == other.status and (
            self.status != UNKNOWN or bare(self.raw_status) == bare(other.raw_status)
        )
        return same_word and (self.remains, self.ordered) == (other.remains, other.ordered)


Said = Row | str
"""A row, or the sentence that says why there is no answer about the order."""


def read_rows(stream: BinaryIO, layout: Layout, asked: Collection[str]) -> Mapping[str, Said]:
    """What a whole file says of the ``asked`` orders; ``UnreadableError`` when it is not whole or not such a file."""
    found: dict[str, Said] = {}
    places: Places | None = None
    for row in _rows(stream, layout):
        if not any(cell.strip() for cell in row):
            continue
        if places is None:
            places = layout.find_places(row)
            if layout.header:
                continue
        for ref, said in _said(row, places, layout, asked):
            before = found.get(ref)
            agreed = before is None or layout.last_wins or (isinstance(said, Row) and said.agrees_with(before))
            found[ref] = said if agreed else _doubt(before, said)
    if places is None:
        raise UnreadableError("The file has no rows.")
    return found


def _doubt(before: Said | None, said: Said) -> str:
    told = [one for one in (before, said) if isinstance(one, str)]
    return told[0] if told else "The file has two rows about this order, and they differ."


def _said(row: list[str], places: Places, layout: Layout, asked: Collection[str]) -> Iterator[tuple[str, Said]]:
    if len(row) != places.width:
        for cell in row:
            if cell.strip() in asked:
                yield cell.strip(), f"The row has {len(row)} cells, the others {places.width}."
        return
    cells = {name: row[index].strip() for name, index in places.at.items()}
    if cells["order"] not in asked:
        return
    if not cells["status"]:
        yield cells["order"], "The row gives no status."
        return
    counts = {name: find_whole(cells.get(name, ""), layout.marks) for name in ("remains", "ordered")}
    remains, ordered = (None if count is None else max(0, count) for count in counts.values())
    if cells.get("ordered") and ordered is None:
        remains = None  # of how much, nobody can tell
    yield cells["order"], Row(read_word(cells["status"], layout.words), clean(cells["status"]), remains, ordered)


def _rows(stream: BinaryIO, layout: Layout) -> Iterator[list[str]]:
    lines = _Lines(stream, layout)
    quote = layout.quote or None
    try:
        reader = csv.reader(
            iter(lines),
            delimiter=layout.delimiter,
            quotechar=quote,
            quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
            strict=True,
        )
        for row in reader:
            lines.of_this_row = 0
            yield row
    except csv.Error as problem:
        raise UnreadableError(f"The file is no such table: {problem}.") from None
    except UnicodeError:
        raise UnreadableError(f"The file is not {layout.encoding} text.") from None


class _Lines:
    """The lines of the file, each complete and of a bearable length, without the closing line."""

    def __init__(self, stream: BinaryIO, layout: Layout) -> None:
        self._text = io.TextIOWrapper(stream, layout.codec, newline="")
        self._layout = layout
        self.of_this_row = 0

    def __iter__(self) -> Iterator[str]:
        closing, held, read = self._layout.last_line, "", 0
        try:
            while line := self._text.readline(_LONGEST_LINE + 1):
                read += len(line)
                self.of_this_row += 1
                self._check(line, read)
                if closing and line.strip():
                    if held:
                        yield held
                    held = line
                elif not closing:
                    yield line
        finally:
            self._text.detach()
        if closing and held.strip() != closing:
            raise UnreadableError(f"The file does not end with the line {closing!r} yet.")

    def _check(self, line: str, read: int) -> None:
        if len(line) > _LONGEST_LINE:
            raise UnreadableError(f"A line has more than {_LONGEST_LINE} characters.")
        if not line.endswith(("\n", "\r")):
            raise UnreadableError("The last line is not complete yet.")
        if read > self._layout.largest:
            raise UnreadableError(f"The file has more than {self._layout.largest} characters.")
        if self.of_this_row > _MOST_LINES_OF_A_ROW:
            raise UnreadableError(f"A row has more than {_MOST_LINES_OF_A_ROW} lines; a quote is not closed.")
