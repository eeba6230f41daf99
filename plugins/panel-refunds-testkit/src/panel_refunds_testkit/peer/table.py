"""The tables of a peer's attributes, methods and words in the README: ``python -m panel_refunds_testkit.peer.table``.

They are read from the code: what is said of a name there is what stands beside it here.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from panel_refunds_testkit.peer.adapter_peer import AdapterPeer
from panel_refunds_testkit.peer.booked_peer import BookedPeer
from panel_refunds_testkit.peer.gateway_peer import MEANINGS, GatewayPeer

_YOURS = "you write it"
_READY = "is there"
_CLASSES: tuple[type, ...] = (AdapterPeer, GatewayPeer, BookedPeer)
_BOOKED: Mapping[str, str] = MappingProxyType({"clock": _READY, "sign": "you write it where there are webhooks"})
"""What the code of ``BookedPeer`` does not say by itself."""
_GATEWAY: Mapping[str, str] = MappingProxyType(
    {
        "busy": "you write it where there is such a word",
        "change_payer": "you write it where there are fingerprints",
    }
)
"""What has to be written in a ``GatewayPeer`` although there is something of that name."""
_DEFAULTS: Mapping[str, str] = MappingProxyType({"words": "all"})


@dataclass(frozen=True, slots=True)
class _Named:
    """An attribute or a method as its class writes it; ``value`` is None where it has none."""

    name: str
    text: str
    value: str | None = None


def attributes() -> str:
    """One row for each attribute."""
    rows = ["| attribute | default | what it is |", "|---|---|---|"]
    for found in _all(_attributes):
        given = _BOOKED.get(found.name, _YOURS) if found.value is None else f"`{found.value}`"
        rows.append(f"| `{found.name}` | {_DEFAULTS.get(found.name, given)} | {found.text} |")
    return "\n".join(rows) + "\n"


def methods() -> str:
    """One row for each method and property, and who writes it."""
    rows = ["| method | in a `BookedPeer` | in a `GatewayPeer` | what it is |", "|---|---|---|---|"]
    for found in _all(_methods):
        booked = _BOOKED.get(found.name, _who(BookedPeer, found.name))
        full = _GATEWAY.get(found.name, _who(GatewayPeer, found.name))
        rows.append(f"| `{found.name}` | {booked} | {full} | {found.text} |")
    return "\n".join(rows) + "\n"


def words() -> str:
    """One row for each word."""
    rows = ["| word | what becomes of the next refund |", "|---|---|"]
    rows += [f"| `{word}` | {meaning} |" for word, meaning in MEANINGS.items()]
    return "\n".join(rows) + "\n"


def _who(kind: type, name: str) -> str:
    there = getattr(kind, name, None)
    if there is None:
        return "–"
    return _YOURS if getattr(there, "__isabstractmethod__", False) else _READY


def _all(find: Callable[[ast.ClassDef], Iterator[_Named]]) -> list[_Named]:
    """Everything of that sort in the three classes; of two of one name the first one, which says what is asked for."""
    found: dict[str, _Named] = {}
    for kind in _CLASSES:
        (written,) = ast.parse(inspect.getsource(kind)).body
        if isinstance(written, ast.ClassDef):
            for named in find(written):
                found.setdefault(named.name, named)
    return [named for name, named in found.items() if not name.startswith("_")]


def _attributes(written: ast.ClassDef) -> Iterator[_Named]:
    for here, below in zip(written.body, written.body[1:], strict=False):
        told = below.value if isinstance(below, ast.Expr) else None
        if isinstance(here, ast.AnnAssign) and isinstance(here.target, ast.Name):
            text = told.value if isinstance(told, ast.Constant) and isinstance(told.value, str) else ""
            yield _Named(here.target.id, _line(text), None if here.value is None else ast.unparse(here.value))


def _methods(written: ast.ClassDef) -> Iterator[_Named]:
    for here in written.body:
        if isinstance(here, ast.FunctionDef):
            yield _Named(here.name, _line((ast.get_docstring(here) or "").split("\n\n")[0]))


def _line(text: str) -> str:
    return " ".join(text.split()).replace("``", "`").replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(f"{attributes()}\n{methods()}\n{words()}")
