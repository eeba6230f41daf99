"""How large an answer of a plugin may be, before anybody copies, checks or stores it.

A text of ten megabytes where a card's last digits belong, a million reasons, a table that has no end: each would be
valid as a type, and each would cost the memory and time of everybody. The limits are far above what any gateway or
provider says; what is above them is no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import islice
from typing import Any

from panel_refunds.policy.finding import Finding

MOST_TEXT = 64 * 1024
MOST_ALL_TEXT = 4 * 1024 * 1024
MOST_VALUES = 100_000
MOST_DEEP = 50
MOST_INTEGER = 2**128
MOST_FINDINGS = 1000


def find_excess(answer: object) -> str | None:
    """What is too large about an answer, as a sentence that does not repeat it; None when nothing is."""
    values = texts = 0
    waiting: list[tuple[Iterator[Any], int]] = [(iter((answer,)), 0)]
    while waiting:
        parts, depth = waiting[-1]
        value = next(parts, waiting)
        if value is waiting:
            waiting.pop()
            continue
        values += 1
        if values > MOST_VALUES:
            return f"it has more than {MOST_VALUES} values"
        if isinstance(value, str | bytes):
            texts += len(value)
            if len(value) > MOST_TEXT:
                return f"a text in it has {len(value)} characters, and at most {MOST_TEXT} are taken"
            if texts > MOST_ALL_TEXT:
                return f"its texts have more than {MOST_ALL_TEXT} characters"
        elif type(value) is int and abs(value) > MOST_INTEGER:
            return "a number in it has more than 128 bits"
        elif (inner := _parts(value)) is not None:
            if depth >= MOST_DEEP:
                return f"it is nested more than {MOST_DEEP} deep"
            waiting.append((inner, depth + 1))
    return None


def _parts(value: object) -> Iterator[Any] | None:
    if isinstance(value, Mapping):
        return (part for pair in value.items() for part in pair)
    if isinstance(value, list | tuple | set | frozenset):
        return iter(value)
    if is_dataclass(value) and not isinstance(value, type):
        return (getattr(value, field.name, None) for field in fields(value))
    return None


def listed_findings(given: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings a rule gave, also one by one; ValueError for more than anybody would read."""
    found = tuple(islice(given, MOST_FINDINGS + 1))
    if len(found) > MOST_FINDINGS:
        raise ValueError(f"it gave more than {MOST_FINDINGS} findings")
    return found
