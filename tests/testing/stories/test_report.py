"""A run of stories as figures, JSON and text."""

from io import StringIO

from rich.console import Console

from panel_refunds.testing.stories.report import CasesReport
from panel_refunds.testing.stories.transcript import CaseResult

REPORT = CasesReport((CaseResult("a", "", ()), CaseResult("b", "", (), damage=("x",))))


def test_it_counts_and_lists_for_a_program():
    assert (REPORT.passed, REPORT.failed) == (1, 1)
    assert REPORT.as_json() == {
        "passed": 1,
        "failed": 1,
        "cases": [
            {"name": "a", "passed": True, "faults": []},
            {"name": "b", "passed": False, "faults": ["audit: x"]},
        ],
    }


def test_it_shows_every_story_and_the_count():
    console = Console(file=StringIO(), width=80)
    REPORT.render(console)
    text = console.file.getvalue()

    assert "✓ passed a" in text
    assert "✗ failed b" in text
    assert text.endswith("1 passed, 1 failed\n")
