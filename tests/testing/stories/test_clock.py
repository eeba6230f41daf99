"""Time stands still in a story, and ids sort by it."""

from datetime import UTC, datetime

from panel_refunds.ids import is_id
from panel_refunds.testing.stories.clock import StoryClock, StoryIds


def test_the_clock_shows_what_it_was_set_to():
    clock = StoryClock()
    clock.at = datetime(2025, 9, 1, tzinfo=UTC)

    assert clock.now() == clock.now() == datetime(2025, 9, 1, tzinfo=UTC)


def test_ids_sort_by_time_and_then_as_they_were_made():
    clock = StoryClock()
    new_id = StoryIds(clock)
    clock.at = datetime(2025, 9, 1, tzinfo=UTC)
    made = [new_id("lot") for _ in range(40)]
    clock.at = datetime(2025, 9, 1, 0, 0, 0, 1000, tzinfo=UTC)
    made += [new_id("lot") for _ in range(40)]

    assert made == sorted(set(made))
    assert all(is_id(each, "lot") for each in made)


def test_the_same_story_gets_the_same_ids():
    assert StoryIds(StoryClock())("deposit") == StoryIds(StoryClock())("deposit")
