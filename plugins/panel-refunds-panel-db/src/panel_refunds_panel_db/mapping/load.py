"""A mapping file, read and checked.

The file names tables and columns and compares columns with values; it holds no SQL, so a name has to look like one
before a database ever hears it. The README has the schema; every key of it is read here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from panel_refunds_panel_db.mapping.conditions import read_conditions
from panel_refunds_panel_db.mapping.page import MappingFaultsError, Page, nearest
from panel_refunds_panel_db.mapping.shape import Column, Join, PanelMapping, Table
from panel_refunds_panel_db.words import OUR_WORDS, find_word_fault, spelling

__all__ = ["KEYS", "MappingFaultsError", "load_mapping", "parse_mapping"]

KEYS = ("table", "schema", "id", "status", "remains", "words", "join", "where")
REMAINS_KEYS = ("column", "quantity", "delivered", "start", "current")
JOIN_KEYS = ("table", "schema", "on")
_WAYS = ({"column"}, {"quantity", "delivered"}, {"quantity", "start", "current"})
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_$-]{0,63}")
_LARGEST = 100_000


def load_mapping(file: Path) -> PanelMapping:
    """The mapping in ``file``; ``MappingFaultsError`` with everything that is wrong."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(_LARGEST + 1)
        text = raw.decode("utf-8")
    except (OSError, ValueError) as error:
        raise MappingFaultsError([f"{file}: it cannot be read ({type(error).__name__})."]) from None
    if len(raw) > _LARGEST:
        raise MappingFaultsError([f"{file}: it is too large to be a mapping."])
    return parse_mapping(text, str(file))


def parse_mapping(text: str, name: str) -> PanelMapping:
    """The mapping that ``text`` says; ``name`` is what faults call the file."""
    page = Page(name, text)
    values = page.find_table((), page.values, KEYS)
    table = _table(page, (), values)
    join_values = page.find_table(("join",), values["join"], JOIN_KEYS) if "join" in values else None
    joined = _table(page, ("join",), join_values) if join_values is not None else None
    if joined is not None and joined.name == table.name:
        page.wrong(("join", "table"), "it is the same table; what it tells already has a column there.")
    columns = _Columns(page, table.name, joined.name if joined else None)
    parts = {part: columns.read((part,), values.get(part)) for part in ("id", "status")}
    parts |= _remains(page, columns, values)
    mapping = PanelMapping(
        table=table,
        parts=MappingProxyType(parts),
        words=_words(page, values),
        join=Join(joined, _pairs(page, columns, join_values or {})) if joined else None,
        where=read_conditions(page, values.get("where", []), columns.read),
    )
    page.raise_any()
    return mapping


class _Columns:
    """Reads the name of a column: of the orders' table, or after a point of the table that is named before it."""

    def __init__(self, page: Page, table: str, joined: str | None) -> None:
        self._page = page
        self._tables = [each for each in (table, joined) if each]

    def read(self, path: tuple[str | int, ...], value: object) -> Column:
        table, name = self._tables[0] if self._tables else "", value
        if value is None:
            self._page.wrong(path, "it is missing; name the column.")
            return Column(table, "")
        if isinstance(value, str) and "." in value:
            table, _, name = value.partition(".")
            if table not in self._tables:
                self._page.wrong(path, f'"{table}" is not a table of this mapping. {nearest(table, self._tables)}')
        if not is_name(name):
            self._page.wrong(path, f"{_shown(value)} cannot be the name of a column.")
            return Column(table, "")
        return Column(table, str(name))


def is_name(value: object) -> bool:
    """Whether ``value`` looks like the name of a table or column: letters, digits and ``_ $ -``, at most 64."""
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


def _shown(value: object) -> str:
    return repr(value)[:70]


def _table(page: Page, path: tuple[str | int, ...], values: Mapping[str, Any]) -> Table:
    schema = values.get("schema")
    if schema is not None and not is_name(schema):
        page.wrong((*path, "schema"), f"{_shown(schema)} cannot be the name of a schema.")
    if "table" not in values:
        page.wrong((*path, "table"), "it is missing; name the table.")
    elif not is_name(values["table"]):
        page.wrong((*path, "table"), f"{_shown(values['table'])} cannot be the name of a table.")
    return Table(str(values.get("table", "")), schema)


def _remains(page: Page, columns: _Columns, values: Mapping[str, Any]) -> dict[str, Column]:
    if "remains" not in values:
        return {}
    told = page.find_table(("remains",), values["remains"], REMAINS_KEYS)
    if set(told) - set(REMAINS_KEYS):
        return {}
    if set(told) not in _WAYS:
        page.wrong(
            ("remains",), "it needs `column`, or `quantity` and `delivered`, or `quantity`, `start` and `current`."
        )
        return {}
    return {"remains" if key == "column" else key: columns.read(("remains", key), value) for key, value in told.items()}


def _words(page: Page, values: Mapping[str, Any]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for theirs, ours in page.find_table(("words",), values.get("words", {})).items():
        path = ("words", theirs)
        if ours not in OUR_WORDS:
            page.wrong(path, f"{_shown(ours)} is not a status here. {nearest(ours, sorted(OUR_WORDS))}")
        elif fault := find_word_fault(theirs, ours):
            page.wrong(path, fault)
        elif found.setdefault(spelling(theirs), ours) != ours:
            page.wrong(path, f'the same word is "{found[spelling(theirs)]}" on another line.')
    return MappingProxyType(found)


def _pairs(page: Page, columns: _Columns, values: Mapping[str, Any]) -> tuple[tuple[Column, Column], ...]:
    path = ("join", "on")
    told = page.find_table(path, values["on"]) if "on" in values else {}
    if not told:
        page.wrong(path, 'say which columns belong together, like on = { status_id = "id" }.')
    joined = str(values.get("table", ""))
    pairs = []
    for ours, theirs in told.items():
        if not isinstance(theirs, str) or "." in theirs:
            page.wrong((*path, ours), f"{_shown(theirs)} cannot be the name of a column of the joined table.")
            continue
        pairs.append((columns.read((*path, ours), ours), columns.read((*path, ours), f"{joined}.{theirs}")))
    return tuple(pairs)
