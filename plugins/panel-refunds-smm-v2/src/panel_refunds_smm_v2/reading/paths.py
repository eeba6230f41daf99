"""Where a panel that goes its own way puts things: names of ours, and the way to them in its replies.

``status = "data.state"`` says that the status word stands under ``state`` inside ``data``. ``orders`` and ``error`` are
ways from the top of a reply; the others start at one order's answer: what stands under its id, an item of a list, or,
for a question about one id, the whole reply. Names are compared without case, and a way leads through objects only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from panel_refunds_smm_v2.reading.body import CONTRADICTION, Json, Record

OF_THE_REPLY = frozenset({"orders", "error"})
OF_AN_ORDER = frozenset({"order", "status", "remains", "ordered", "runs", "runs_left", "posts", "posts_made"})
FIELDS = OF_THE_REPLY | OF_AN_ORDER
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Paths:
    """The ways that are not the usual ones, by our name for what they lead to."""

    ways: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, fields: Mapping[str, str] | None) -> Paths:
        """From a table as an operator writes it, which ``find_path_fault`` has nothing against."""
        return cls(MappingProxyType({name: _parts(way) for name, way in (fields or {}).items()}))

    @property
    def of_an_order(self) -> frozenset[str]:
        """The names that stand elsewhere than usual in an order's answer."""
        return OF_AN_ORDER & self.ways.keys()

    def find(self, name: str, tree: Json) -> Json:
        """What stands where the way to ``name`` leads; None where it leads nowhere or nobody told the way."""
        if name not in self.ways:
            return None
        for part in self.ways[name]:
            if not isinstance(tree, Record):
                return CONTRADICTION if tree is CONTRADICTION else None
            tree = tree.value(part)
        return tree


def find_path_fault(name: str, way: object) -> str | None:
    """What is wrong with one entry of the table, or None."""
    if not isinstance(way, str):
        return 'a way is a text, like "data.state".'
    parts = _parts(way)
    if not 1 <= len(parts) <= _DEEPEST or not all(parts):
        return f'{way!r} is no way; write names with a dot between, like "data.state".'
    if name not in OF_THE_REPLY and parts[0].isdigit():
        return f"{way!r} begins with a number; the way starts inside one order's answer, after its id."
    return None


def _parts(way: str) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in way.split("."))
