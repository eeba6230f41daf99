"""``[[where]]``: which rows of the table count at all, as a column, a comparison and values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from panel_refunds_panel_db.mapping.page import Page
from panel_refunds_panel_db.mapping.shape import Column, Condition, How, Value

Path = tuple[str | int, ...]

COMPARISONS: tuple[How, ...] = get_args(How)
WHERE_KEYS = ("column", *COMPARISONS)
_LONGEST_LIST = 100
_LARGEST_NUMBER = 10**18


def read_conditions(page: Page, value: object, read_column: Callable[[Path, object], Column]) -> tuple[Condition, ...]:
    """Every condition; what is wrong with them is noted on the page."""
    if not isinstance(value, list):
        page.wrong(("where",), "write each condition as a table of its own, under [[where]].")
        return ()
    found = []
    for number, item in enumerate(value):
        path: Path = ("where", number)
        told = page.find_table(path, item, WHERE_KEYS)
        column = read_column((*path, "column"), told.get("column"))
        if condition := _condition(page, path, told, column):
            found.append(condition)
    return tuple(found)


def _condition(page: Page, path: Path, told: Mapping[str, Any], column: Column) -> Condition | None:
    named = [how for how in COMPARISONS if how in told]
    if len(named) != 1:
        page.wrong(path, f"say one of {', '.join(COMPARISONS)}.")
        return None
    how = named[0]
    value = told[how]
    path = (*path, how)
    if how == "is_null":
        if not isinstance(value, bool):
            page.wrong(path, "it has to be true or false.")
        return Condition(column, how, (bool(value),))
    values = value if how in ("in", "not_in") else [value]
    if not isinstance(values, list) or not 0 < len(values) <= _LONGEST_LIST:
        page.wrong(path, f"it has to be a list of 1 to {_LONGEST_LIST} values.")
        return None
    if strange := [each for each in values if not _is_value(each)]:
        page.wrong(path, f"{strange[0]!r} is no text, whole number, true or false.")
        return None
    if len({type(each) for each in values}) > 1:
        page.wrong(path, "its values are of several types; a column holds one.")
        return None
    return Condition(column, how, tuple(values))


def _is_value(value: Value | object) -> bool:
    if isinstance(value, bool | str):
        return True
    return isinstance(value, int) and abs(value) < _LARGEST_NUMBER
