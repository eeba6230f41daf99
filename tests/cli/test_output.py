"""Tables and JSON are the same for people and programs, and plain in a pipe."""

import json
from dataclasses import dataclass
from types import MappingProxyType

from panel_refunds.cli.output import make_console, print_json, print_table


@dataclass(frozen=True)
class Thing:
    name: str
    facts: MappingProxyType


def test_frozen_values_are_printed_as_objects(capsys):
    print_json([Thing("€", MappingProxyType({"a": (1, 2)}))])

    printed = capsys.readouterr().out
    assert json.loads(printed) == [{"name": "€", "facts": {"a": [1, 2]}}]
    assert "€" in printed


def test_figures_stand_at_the_right_under_their_heading(capsys):
    print_table(("name", "amount"), [("maya", "5.00"), ("leo", "1234.56")], right=("amount",))

    lines = capsys.readouterr().out.splitlines()
    assert [line.rstrip() for line in lines] == ["name   amount", "maya     5.00", "leo   1234.56"]


def test_a_console_that_is_no_terminal_writes_plain_text(capsys):
    make_console(plain=True).print("[bold]x[/]")

    assert capsys.readouterr().out == "x\n"
