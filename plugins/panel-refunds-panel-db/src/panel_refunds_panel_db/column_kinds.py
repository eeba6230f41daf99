"""What the database's columns hold, by what it says of an empty answer.

An id is compared as what its column is: to MySQL the text ``17abc`` and the number 17 are the same, and PostgreSQL
would refuse the question. So the question is asked once without rows, and the types that come with it decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

Kind = Literal["whole", "fraction", "text", "truth", "uuid", "other"]

# By the numbers that the two protocols give to types (pg_type.oid; the field types of MySQL's protocol).
_POSTGRESQL: Mapping[int, Kind] = MappingProxyType(
    {
        **dict.fromkeys((20, 21, 23, 1700), "whole"),
        **dict.fromkeys((700, 701), "fraction"),
        **dict.fromkeys((25, 1042, 1043), "text"),
        16: "truth",
        2950: "uuid",
    }
)
_MYSQL: Mapping[int, Kind] = MappingProxyType(
    {
        **dict.fromkeys((0, 1, 2, 3, 8, 9, 246), "whole"),
        **dict.fromkeys((4, 5), "fraction"),
        **dict.fromkeys((15, 247, 248, 249, 250, 251, 252, 253, 254), "text"),
    }
)


def kinds_of(dialect: str, description: Sequence[Sequence[Any]]) -> tuple[Kind, ...]:
    """The kind of each column of an answer, by the driver's ``description`` of it."""
    known = _POSTGRESQL if dialect == "postgresql" else _MYSQL
    return tuple(known.get(column[1], "other") for column in description)
