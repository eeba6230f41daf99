"""A story as a timeline that reads the same with and without colours."""

from io import StringIO

import pytest
from rich.console import Console

from panel_refunds.testing.stories.rendering import render_case, render_summary

AT = "at = 2025-09-01T10:00:00"


def shown(render, *args, **options):
    console = Console(file=StringIO(), width=60, **options)
    render(console, *args)
    return console.file.getvalue()


@pytest.fixture
def result(tell):
    return tell(
        f'{AT}, deposit = "50.00", id = "d1", fee = "1.75"',
        f'{AT}, request = "60.00", id = "r1", of = "d1"',
        f'{AT}, expect = {{ held = "60.00" }}',
        f'{AT}, order = "60.00"',
        more='clause = "2.4"',
    )


def test_every_event_has_its_time_and_figures_and_every_decision_its_clauses(result):
    text = shown(render_case, result)

    assert text.splitlines()[:2] == [
        "✗ failed a story  clause 2.4",
        "  2025-09-01 10:00:00  d1: 50.00 USD came in by card through manual, fee 1.75 USD  [cash 50.00]",
    ]
    assert "\n      → r1: waiting_for_customer, recommended: offer\n" in text
    assert (
        "\n      2.2b  cap    exceeds_unspent: 60.00 was asked for, 50.00 can go back. (asked 60.00, possible 50.00)\n"
        in text
    )
    assert "net 48.25" in text


def test_what_failed_is_marked_with_both_figures(result):
    lines = shown(render_case, result).splitlines()

    assert "    ✗ held: expected 60.00, got 50.00" in lines
    assert any(line.startswith("    ✗ refused with insufficient_funds: ") for line in lines)


def test_a_pipe_gets_no_colours_and_a_terminal_does(result):
    assert "\x1b[" not in shown(render_case, result)
    assert "\x1b[" in shown(render_case, result, force_terminal=True)


def test_names_with_brackets_stay_as_they_are(tell):
    assert "[bold]x" in shown(render_case, tell(f'{AT}, deposit = "1.00", id = "[bold]x"'))


def test_the_summary_counts():
    assert shown(render_summary, 3, 1) == "3 passed, 1 failed\n"
