"""From bytes to a tree in which nothing was lost.

An ordinary JSON decoder loses three things that matter here. Numbers become floats: here a number stays the text it
was sent as (``Number``). Of a name that stands twice the first is dropped: here two different values are a
``CONTRADICTION``, which no reader can take for an answer. And names are compared letter by letter although panels
write ``Status`` and ``STATUS``: a ``Record`` finds its fields without case, while ids stay exact.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from panel_refunds_smm_v2.reading.fault import Fault

DEEPEST = 32


class Number(str):
    """A JSON number, as the text it was sent as."""

    __slots__ = ()


class Contradiction:
    """Stands where one name was given two different values."""

    def __repr__(self) -> str:
        return "CONTRADICTION"


CONTRADICTION: Final = Contradiction()


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object: ``entries`` by exact name (for ids), ``fields`` by name in lower case."""

    entries: dict[str, Json]
    fields: dict[str, Json] = field(compare=False)

    def has(self, name: str) -> bool:
        """Whether a field of that lower-case name stands in it, be it null."""
        return name in self.fields

    def value(self, name: str) -> Json:
        """The field's value; None also where there is no such field (ask ``has``)."""
        return self.fields.get(name)


Json: TypeAlias = "bool | str | list[Json] | Record | Contradiction | None"


def read_body(raw: bytes) -> Json | Fault:
    """The tree in ``raw``, or the fault ``unreadable`` that says why: empty, HTML, cut, NaN, too deep, not UTF-8."""
    try:
        text = raw.decode("utf-8").lstrip("\ufeff").strip()
    except UnicodeDecodeError as problem:
        return Fault("unreadable", f"The reply is not UTF-8 text (byte {problem.start}).")
    if not text:
        return Fault("unreadable", "The reply is empty.")
    if text.startswith("<"):
        return Fault("unreadable", "The reply is an HTML page, not JSON.")
    try:
        tree: Json = json.loads(
            text, parse_int=Number, parse_float=Number, parse_constant=_refuse_constant, object_pairs_hook=_record
        )
    except json.JSONDecodeError as problem:
        return Fault("unreadable", f"The reply is not JSON, or was cut off: {problem.msg} (character {problem.pos}).")
    except ValueError as problem:
        return Fault("unreadable", str(problem))
    except RecursionError:
        return Fault("unreadable", "The reply is nested too deeply.")
    if _deeper_than(tree, DEEPEST):
        return Fault("unreadable", f"The reply is nested more than {DEEPEST} levels deep.")
    return tree


def _refuse_constant(word: str) -> Json:
    raise ValueError(f"The reply has {word} where JSON has a number.")


def _record(pairs: list[tuple[str, Json]]) -> Record:
    entries: dict[str, Json] = {}
    fields: dict[str, Json] = {}
    for name, value in pairs:
        _put(entries, name.strip(), value)
        _put(fields, name.strip().lower(), value)
    return Record(entries, fields)


def _put(table: dict[str, Json], name: str, value: Json) -> None:
    # Said twice alike is said once; a text and a number of the same digits are alike.
    if table.setdefault(name, value) != value:
        table[name] = CONTRADICTION


def _deeper_than(tree: Json, limit: int) -> bool:
    level: list[Json] = [tree]
    for _ in range(limit):
        level = [inner for outer in level for inner in _parts(outer)]
        if not level:
            return False
    return True


def _parts(tree: Json) -> list[Json]:
    if isinstance(tree, Record):
        return list(tree.entries.values())
    return tree if isinstance(tree, list) else []
