"""How the language of policy cases is written down: a class for every table, a field for every key.

``key`` declares a field together with how its value is read and whether it names something of the story. The reader
needs nothing else, so a key cannot exist that nobody reads, and none is read that is not declared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from panel_refunds.testing.stories.values import Reads

_DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class Declared:
    """What is known of a key.

    ``reads`` is a function, or the class of the table that stands there. ``speaks_of`` lists the nouns whose names may
    stand here (``deposit``, ``order``, ``request`` …), ``gives`` is the noun that gets its name here. ``written`` is
    the key in the file where it is no name in Python.
    """

    reads: Reads | type
    speaks_of: tuple[str, ...] = ()
    gives: str | None = None
    written: str | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table: its name in the file, its field, and what was declared of it."""

    name: str
    field: str
    required: bool
    declared: Declared


def key(reads: Reads | type, default: Any = MISSING, **more: Any) -> Any:
    """A field that is a key of the file; without ``default`` it must be given. ``more`` goes to ``Declared``."""
    metadata = {_DECLARED: Declared(reads, **more)}
    return field(metadata=metadata) if default is MISSING else field(default=default, metadata=metadata)


def keys_of(table: type) -> Iterator[Key]:
    """The keys of a table's class, in the order in which they stand there."""
    for each in fields(table):
        declared = each.metadata.get(_DECLARED)
        if declared is not None:
            yield Key(declared.written or each.name, each.name, each.default is MISSING, declared)
