"""Where something stands in a JSON tree: names with dots between them, ``*`` for every item of a list.

``data.order.state`` goes down three objects; ``orders.*.id`` collects the ids of a list. An empty field is the tree
itself. A name with a dot in it cannot be written, which no API we know needs.
"""

from __future__ import annotations

import re
from typing import Any, Final

ABSENT: Final = object()
"""Stands where a tree has nothing."""

_FIELD = re.compile(r"(?:[^.*\s]+|\*)(?:\.(?:[^.*\s]+|\*))*")


def is_field(text: str, *, many: bool = False) -> bool:
    """Whether ``text`` can be written for a field; a ``*`` only where ``many`` values are wanted."""
    return not text or (_FIELD.fullmatch(text) is not None and (many or "*" not in text))


def find_value(tree: Any, field: str) -> Any:
    """What stands there, or ``ABSENT``."""
    for name in field.split(".") if field else ():
        if not isinstance(tree, dict) or name not in tree:
            return ABSENT
        tree = tree[name]
    return tree


def find_values(tree: Any, field: str) -> list[Any]:
    """All that stands there: the items of a list one by one, and nothing where there is nothing."""
    found = [tree]
    for name in field.split(".") if field else ():
        below: list[Any] = []
        for one in found:
            if name == "*" and isinstance(one, list):
                below += one
            elif name != "*" and isinstance(one, dict) and name in one:
                below.append(one[name])
        found = below
    return [item for one in found for item in (one if isinstance(one, list) else [one])]
