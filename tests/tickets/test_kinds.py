"""Every kind of message that a flow writes stands in the list, for the people it is written to."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from panel_refunds.tickets.kinds import MESSAGE_KINDS

FLOWS = Path(__file__).parents[2] / "src/panel_refunds/flows"


def written() -> Iterator[tuple[str, str, bool]]:
    """The kind, as far as it stands in the code, of every message that a flow posts or tells, and whether to a customer."""
    for file in sorted(FLOWS.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if name not in ("post", "tell"):
                continue
            kinds = [
                "".join(part.value if isinstance(part, ast.Constant) else "*" for part in argument.values)
                if isinstance(argument, ast.JoinedStr)
                else argument.value
                for argument in node.args[2 : 4 if name == "tell" else 3]
                if isinstance(argument, ast.JoinedStr | ast.Constant)
            ]
            to_customer = name == "tell" or any(word.arg == "customer" for word in node.keywords)
            yield from ((file.name, str(kind), to_customer) for kind in kinds[:1])


def test_what_flows_write_is_listed():
    found = list(written())
    assert len(found) > 20
    for file, kind, to_customer in found:
        if kind.endswith("*"):
            assert any(known.startswith(kind[:-1]) for known in MESSAGE_KINDS), (file, kind)
        else:
            assert kind in MESSAGE_KINDS, f"{file} writes {kind!r}: add it to tickets/kinds.py"
            assert (MESSAGE_KINDS[kind].to == "customer") is to_customer, (file, kind)


def test_every_kind_has_a_sentence():
    assert all(kind.text.endswith(".") for kind in MESSAGE_KINDS.values())


def test_the_guide_has_every_kind_and_none_besides():
    page = (FLOWS.parents[2] / "docs/guides/notify-people.md").read_text(encoding="utf-8")
    rows = page.partition("## The kinds of messages")[2].split("\n| `")[1:]

    assert [row.strip() for row in rows] == [
        f"{name}` | {kind.to} | {kind.text} |" for name, kind in MESSAGE_KINDS.items()
    ]
