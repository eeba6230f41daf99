"""Every sentence of the pages that catalogues have to have, read from our own code and templates.

In Python these are the texts in ``words("…")``, ``_("…")``, ``tell("…")``, ``marked("…")`` and
``counted("…", "…", n)``; in templates the same calls. A call with something else than a text is not read: what it says
stands in a table, marked.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, nodes

FOLDER = Path(__file__).parent
ONE = frozenset({"_", "words", "tell", "marked"})
"""Calls whose first argument is a sentence."""
COUNTED = "counted"
"""The call whose first two arguments are a sentence for one and for many."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence, or two of them where something is counted, and a file that says it."""

    one: str
    many: str | None
    where: str

    @property
    def id(self) -> str | tuple[str, str]:
        """As catalogues name it."""
        return self.one if self.many is None else (self.one, self.many)


def extract_messages(folder: Path = FOLDER) -> dict[str, Message]:
    """All sentences of the pages by their English, in the order of files and lines."""
    found: dict[str, Message] = {}
    for file in sorted((*folder.rglob("*.py"), *folder.rglob("*.html"), *folder.rglob("*.txt"))):
        text, where = file.read_text(encoding="utf-8"), file.relative_to(folder).as_posix()
        calls = _calls_in_python(text) if file.suffix == ".py" else _calls_in_template(text)
        for message in _messages(calls, where):
            known = found.setdefault(message.one, message)
            if known.many != message.many:
                raise ValueError(f"{where}: {message.one!r} is counted in one place and not in another")
    return found


def _messages(calls: Iterable[tuple[str, list[object]]], where: str) -> Iterator[Message]:
    for name, given in calls:
        if name in ONE and given and isinstance(given[0], str):
            yield Message(given[0], None, where)
        elif name == COUNTED and len(given) > 1 and isinstance(given[0], str) and isinstance(given[1], str):
            yield Message(given[0], given[1], where)


def _calls_in_python(text: str) -> Iterator[tuple[str, list[object]]]:
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        yield name, [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]


def _calls_in_template(text: str) -> Iterator[tuple[str, list[object]]]:
    for node in Environment(autoescape=True).parse(text).find_all(nodes.Call):
        function = node.node
        name = function.attr if isinstance(function, nodes.Getattr) else getattr(function, "name", "")
        yield name, [argument.value if isinstance(argument, nodes.Const) else None for argument in node.args]
