"""Wrong versions of the refund protocol are found, each within its budget of seeds; the right one passes the same seed.

A simulator that finds nothing proves nothing: this says how sharp its eyes are.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.simulator.many import play_many
from tests.simulator.planted import BUGS, Bug, planted
from tests.simulator.schedule import play

from panel_refunds.store import Store


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_planted_bug_is_found(bug: Bug, record_property: Callable[[str, object], None]) -> None:
    with planted(bug):
        found = play_many(range(bug.seeds))
    assert found.broken is not None, f"{bug.seeds} runs did not find that {bug.story}"
    right = play(found.broken.seed, Store("sqlite://"))

    assert right.broken is None
    record_property("planted", (bug.name, found.counts["runs"], bug.seeds, found.broken.seed, found.broken.broken))


def test_there_are_ten_at_least_and_none_stays_planted() -> None:
    assert len({bug.name for bug in BUGS}) >= 10
    for bug in BUGS:
        before = [getattr(place, name) for place, name, _ in bug.changes]
        with planted(bug):
            assert [getattr(place, name) for place, name, _ in bug.changes] != before
        assert [getattr(place, name) for place, name, _ in bug.changes] == before
