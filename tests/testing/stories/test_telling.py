"""Stories are told event by event; each event goes as the file says, or the story ends and says why."""

import pytest

from panel_refunds.testing.stories import by_panel

AT = "at = 2025-09-01T10:00:00"
DEPOSIT = f'{AT}, deposit = "50.00", id = "d1", fee = "1.75"'
REQUEST = f'{AT}, request = "20.00", id = "r1", of = "d1"'


def test_an_event_that_must_be_refused_is_and_changes_nothing(tell):
    result = tell(DEPOSIT, f'{AT}, order = "60.00", refused = "insufficient_funds"')

    assert result.passed
    assert "refused with insufficient_funds" in result.steps[1].text


def test_another_refusal_than_the_expected_one_is_a_fault(tell):
    result = tell(DEPOSIT, f'{AT}, order = "60.00", refused = "not_found"', f"{AT}, time = 'passes'")

    assert result.faults == ["line 6: refused: expected not_found, got insufficient_funds"]
    assert len(result.steps) == 3


def test_an_event_that_was_not_refused_ends_the_story(tell):
    result = tell(DEPOSIT, f'{AT}, order = "5.00", refused = "insufficient_funds"', f"{AT}, time = 'passes'")

    assert result.faults == ["line 6: it should have been refused with insufficient_funds, and was not"]
    assert len(result.steps) == 2


def test_an_event_that_was_refused_ends_the_story(tell):
    result = tell(DEPOSIT, f'{AT}, order = "60.00"', f"{AT}, time = 'passes'")

    assert result.faults == ["line 6: refused with insufficient_funds: The order costs 60.00 and 50.00 is free."]
    assert len(result.steps) == 2


def test_a_refused_event_that_changed_something_is_a_fault(tell, monkeypatch):
    from panel_refunds.errors import Refused
    from panel_refunds.testing.stories import story, telling

    def grab(event, stage):
        by_panel.grant(event, stage)
        raise Refused("too_late")

    monkeypatch.setattr(telling, "TELLERS", {**telling.TELLERS, story.BonusGranted: grab})
    result = tell(DEPOSIT, f'{AT}, bonus = "5.00", refused = "too_late"')

    assert result.faults == ["line 6: it was refused with too_late, and changed something all the same"]


def test_a_bug_met_by_one_story_is_its_fault(tell, monkeypatch):
    from panel_refunds.testing.stories import story, telling

    def trip(event, stage):
        raise KeyError("lot_1")

    monkeypatch.setattr(telling, "TELLERS", {**telling.TELLERS, story.BonusGranted: trip})

    assert tell(f'{AT}, bonus = "5.00"').faults == ["line 5: the engine failed with KeyError: 'lot_1'"]


def test_a_word_about_what_was_never_sent_ends_the_story(tell):
    result = tell(DEPOSIT, REQUEST, f'{AT}, gateway = "failed", of = "r1"')

    assert result.faults == ["line 7: nothing of r1 was sent yet, so the gateway can say nothing of it"]


def test_a_step_shows_figures_changes_and_the_lines_of_the_decision(tell):
    step = tell(DEPOSIT, REQUEST).steps[1]

    assert f"{step.at:%H:%M}" == "10:00"
    assert list(step.figures) == ["cash 30.00", "held 20.00"]
    assert list(step.changes) == ["r1: in_review, recommended: approve"]
    assert [(finding.clause, finding.code) for finding in step.findings] == [
        ("2.2a", "in_window"),
        ("2.4", "refundable"),
    ]
    assert step.findings[1].figures["net"] == "18.25"


def test_an_approval_is_sent_at_once_and_nothing_else_runs_by_itself(tell):
    paid = 'expect = { request = { id = "r1", state = "paid" } }'
    waits = 'expect = { request = { id = "r1", state = "approved" } }'
    later = "at = 2025-09-01T12:00:00"

    assert tell(DEPOSIT, REQUEST, f'{AT}, approve = "r1"', f"{AT}, {paid}").passed
    short = f'{AT}, gateway = "rejected:insufficient_balance"'
    assert tell(DEPOSIT, REQUEST, short, f'{AT}, approve = "r1"', f"{later}, {waits}").passed
    assert tell(
        DEPOSIT, REQUEST, short, f'{AT}, approve = "r1"', f"{later}, time = 'passes'", f"{later}, {paid}"
    ).passed


def test_damaged_books_fail_a_story_that_expects_nothing(tell, monkeypatch):
    from panel_refunds.testing.stories import story, telling

    def embezzle(event, stage):
        text = by_panel.grant(event, stage)
        with stage.desk.store.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE wallet SET cash = cash + 1")
        return text

    monkeypatch.setattr(telling, "TELLERS", {**telling.TELLERS, story.BonusGranted: embezzle})
    result = tell(DEPOSIT, f'{AT}, bonus = "5.00"')

    assert not result.passed
    assert all(fault.startswith("audit: ") for fault in result.faults)


@pytest.mark.parametrize("verb", ["approve", "decline", "ask", "confirm", "withdraw", "reply"])
def test_nothing_can_be_done_with_a_request_that_does_not_exist(tell, verb):
    assert tell(DEPOSIT, f'{AT}, {verb} = "r9", refused = "not_found"').passed
