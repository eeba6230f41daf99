"""What came of a story, in lines."""

from datetime import UTC, datetime

from panel_refunds.testing.stories.transcript import CaseResult, Miss, Step

AT = datetime(2025, 9, 1, tzinfo=UTC)


def test_faults_name_the_line_of_the_file():
    steps = (
        Step(AT, 5, "fine"),
        Step(AT, 6, "not as expected", misses=[Miss("held", "1.00", "2.00")]),
        Step(AT, None, "an event", trouble="it ended"),
    )
    result = CaseResult("n", "2.4", steps, damage=("a lot is gone",))

    assert result.faults == ["line 6: held: expected 1.00, got 2.00", "in the story: it ended", "audit: a lot is gone"]
    assert result.as_json() == {"name": "n", "passed": False, "faults": result.faults}


def test_a_story_without_faults_has_passed():
    assert CaseResult("n", "", (Step(AT, 5, "fine"),)).as_json() == {"name": "n", "passed": True, "faults": []}
