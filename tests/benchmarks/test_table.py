"""The table of the benchmarks: ratios of medians, and which goals they meet. What is fast is not tested here."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "benchmarks" / "table.py"


@pytest.fixture(scope="module")
def table():
    spec = importlib.util.spec_from_file_location("benchmarks_table", FILE)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_a_ratio_is_that_of_the_medians_not_of_the_means_or_the_best(table):
    ours, least = table.Measured("ours", "/s", (10.0, 20.0, 90.0)), table.Measured("least", "/s", (40.0, 80.0, 85.0))
    assert table.Ratio("ours / least", ours, least, table.Goal("at_least", None, None)).value == pytest.approx(0.25)


def test_of_an_even_number_of_rounds_the_median_lies_between_the_two_in_the_middle(table):
    assert table.Measured("ours", "/s", (1.0, 3.0, 4.0, 100.0)).median == pytest.approx(3.5)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("at_least", 0.25, "≥ 0.25 met"),
        ("at_least", 0.2499, "≥ 0.25 missed"),
        ("at_most", 0.25, "≤ 0.25 met"),
        ("at_most", 0.2501, "≤ 0.25 missed"),
    ],
)
def test_a_goal_is_met_at_its_limit_and_missed_beyond(table, kind, value, words):
    assert table.Goal(kind, 0.25, None).mark(value, 0.25) == words


def test_where_nothing_is_asked_there_is_a_dash_and_without_a_value_a_question_mark(table):
    goal = table.Goal("at_least", None, 5)
    assert goal.mark(7, goal.first) == "–"
    assert goal.mark(None, goal.full) == "≥ 5 ?"


def test_a_peer_that_did_not_play_leaves_no_ratio_and_its_line_says_why(table):
    ours, peer = table.Measured("ours", "/s", (5.0,)), table.Measured("peer", "/s", (), "not at hand")
    ratio = table.Ratio("ours / peer", ours, peer, table.Goal("at_least", 1, 2))
    section = table.Section("work", (ours, peer), (ratio,), ("a note",))
    shown = table.render([section])
    assert ratio.value is None
    assert "! peer: not at hand" in shown
    assert "≥ 1 ?" in shown
    assert "(a note)" in shown


def test_a_ratio_without_a_second_side_is_the_figure_itself(table):
    waited = table.Measured("longest", "s", (0.1, 0.3, 0.2))
    assert table.Ratio("longest", waited, None, table.Goal("at_most", None, 0.25)).value == pytest.approx(0.2)


def test_the_table_shows_least_median_and_most_of_every_contestant_in_one_line(table):
    section = table.Section("work", (table.Measured("ours", "/s", (1234.5, 99.0, 500.0)),), ())
    line = next(line for line in table.render([section]).splitlines() if "ours" in line)
    assert line.split() == ["ours", "/s", "99", "500", "1,234"]


def test_programs_get_every_round_and_every_mark(table):
    ours, least = table.Measured("ours", "/s", (2.0, 4.0)), table.Measured("least", "/s", (6.0, 6.0))
    ratio = table.Ratio("ours / least", ours, least, table.Goal("at_least", 0.5, 0.6))
    told = table.as_json([table.Section("work", (ours, least), (ratio,))])[0]
    assert told["measured"][0]["figures"] == (2.0, 4.0)
    assert told["ratios"] == [
        {"work": "ours / least", "value": 0.5, "first_issue": "≥ 0.5 met", "goal": "≥ 0.6 missed"}
    ]
