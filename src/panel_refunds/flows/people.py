"""People as they are named here: ``role-name`` (``finance-1``), in any case of letters.

Two people have two names: who is counted twice for one would be a second pair of eyes that nobody has.
"""

from __future__ import annotations

from collections.abc import Iterable


def role_of(person: str) -> str:
    """The role of ``role-name``: the text before the last dash; "" where there is no name behind it."""
    role, _, name = _spelled(person).rpartition("-")
    return role if name else ""


def is_same_person(one: str | None, other: str) -> bool:
    """Whether both names are of one person; None is nobody."""
    return one is not None and _spelled(one) == _spelled(other)


def different_people(people: Iterable[str]) -> list[str]:
    """Each person once, in the order named."""
    found: dict[str, str] = {}
    for person in people:
        found.setdefault(_spelled(person), person)
    return list(found.values())


def _spelled(person: str) -> str:
    return person.strip().casefold()
