"""Tables of keys: the description a file is read by, and the reference page is written from.

A ``Table`` knows its keys and nothing else is accepted. A key holds a kind (one value), another table, or a table
of words. For settings that have defaults of their own, ``changes`` gives only what the file says, as paths of
fields, so that a default is never written twice; ``values`` gives all keys, with the defaults of the keys.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from panel_refunds.tenants.faults import Faults, TenantFileError, nearest, quoted
from panel_refunds.tenants.kinds import Kind
from panel_refunds.tenants.page import Written
from panel_refunds.tenants.word_table import WordTable

FieldPath = tuple[str, ...]
Change = tuple[FieldPath, Any]


@dataclass(frozen=True, slots=True)
class Key:
    """One key. ``field`` is the settings' field when it has another name; "" when its keys lie in the same settings."""

    holds: Kind | Table | WordTable
    about: str = ""
    clause: str = ""
    field: str | None = None
    required: bool = False
    default: Any = None

    def fields(self, name: str) -> FieldPath:
        """Where the value goes in the settings."""
        if self.field == "":
            return ()
        return (self.field or name,)

    def changes(self, written: Written) -> list[Change]:
        """What the file says under this key."""
        if isinstance(self.holds, Table | WordTable):
            return self.holds.changes(written)
        return [((), self.holds.read(written))]


@dataclass(frozen=True, slots=True)
class Table:
    """All the keys a table may have."""

    keys: Mapping[str, Key]

    def changes(self, written: Written) -> list[Change]:
        """What the file says, in its order; TenantFileError with every fault."""
        faults, found = Faults(), list[Change]()
        table = written.table()
        for name, item in table.items():
            with faults.kept():
                if name not in self.keys:
                    raise unknown_key(item, name, self.keys)
                key = self.keys[name]
                found.extend((key.fields(name) + path, value) for path, value in key.changes(item))
        for name, key in self.keys.items():
            if key.required and name not in table:
                with faults.kept():
                    raise written.wrong(f'"{name}" is missing.', f"Add {name} = …: {key.about or _says(key.holds)}")
        faults.raise_any()
        return found

    def defaults(self) -> dict[str, Any]:
        """Every key with its default."""
        return {name: key.default for name, key in self.keys.items()}

    def values(self, written: Written) -> dict[str, Any]:
        """Every key with what the file says, or its default."""
        return self.defaults() | {path[0]: value for path, value in self.changes(written)}

    def all_keys(self) -> Iterator[tuple[tuple[str, ...], FieldPath, Key]]:
        """Every key of this table and the tables in it: its path in the file, its path in the settings."""
        for name, key in self.keys.items():
            if isinstance(key.holds, Table):
                for names, fields, inner in key.holds.all_keys():
                    yield (name, *names), key.fields(name) + fields, inner
            else:
                yield (name,), key.fields(name), key


def unknown_key(item: Written, name: str, known: Collection[str]) -> TenantFileError:
    """The error for a key nobody knows: it is never ignored."""
    return item.wrong(f'"{name}" is not a known key here.', f"Keys are {quoted(known)}.", nearest=nearest(name, known))


def _says(holds: Kind | Table | WordTable) -> str:
    return "a table." if isinstance(holds, Table | WordTable) else f"{holds.says()}."
