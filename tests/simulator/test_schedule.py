"""A thousand runs of the simulator, none of which breaks a law; and that they come by everything that can go wrong."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable

import pytest
from tests.simulator.many import Many, play_many
from tests.simulator.schedule import play
from tests.simulator.world import OFTEN, RARELY, SELDOM, SOMETIMES

from panel_refunds.store import Store
from panel_refunds.testing import sql_guard

RUNS, IN_ONE_TEST = 1000, 50
LONG_RUNS = int(os.environ.get("PANEL_REFUNDS_SEEDS", "20000"))
FIRST_LONG_SEED = 100_000
Tell = Callable[[str, object], None]


def must_be_well(found: Many, record_property: Tell) -> None:
    """The counts go to the end of the report; a broken law is told with its whole story."""
    if found.broken:
        pytest.fail(str(found.broken), pytrace=False)
    record_property("simulated", dict(found.counts))


@pytest.mark.parametrize("first", range(0, RUNS, IN_ONE_TEST))
def test_no_law_is_broken_in_a_thousand_runs(first: int, record_property: Tell) -> None:
    must_be_well(play_many(range(first, first + IN_ONE_TEST)), record_property)


@pytest.mark.long
@pytest.mark.parametrize("first", range(FIRST_LONG_SEED, FIRST_LONG_SEED + LONG_RUNS, 500))
def test_no_law_is_broken_in_as_many_runs_as_wanted(first: int, record_property: Tell) -> None:
    last = min(first + 500, FIRST_LONG_SEED + LONG_RUNS)
    must_be_well(play_many(range(first, last)), record_property)


@pytest.mark.postgres
@pytest.mark.parametrize("first", range(5000, 5024, 12))
def test_no_law_is_broken_on_postgresql(postgres_url: str, first: int, record_property: Tell) -> None:
    store, found = Store(postgres_url), Many()
    sql_guard.install(store)
    for seed in range(first, first + 12):
        run = play(seed, store)
        found.counts += run.counts
        found.broken = found.broken or (run if run.broken else None)
    store.close()
    must_be_well(found, record_property)


def test_the_same_seed_tells_the_same_story() -> None:
    first, again, other = (play(seed, Store("sqlite://")) for seed in (11, 11, 12))

    assert first.story == again.story
    assert first.story != other.story
    # Nor does it matter what else lies in the database.
    store = Store("sqlite://")
    play(12, store)
    assert play(11, store).story == first.story


def test_the_runs_come_by_everything_that_can_happen() -> None:
    """Else the tests above would pass without having looked at anything."""
    counts = play_many(range(120)).counts

    things = {thing.__name__ for thing in (*OFTEN, *SOMETIMES, *SELDOM, *RARELY)}
    assert things - counts.keys() <= {"answers_for_the_gateway", "late_ones_arrive"}
    states = {f"refund {state}" for state in ("held", "approved", "paid", "failed", "stopped")}
    assert states <= counts.keys()
    assert counts["sends"] > 120
    assert counts["crashes"] > 100


def test_a_run_that_breaks_a_law_says_how_to_see_it_again() -> None:
    run = play(3, Store("sqlite://"))
    run.broken = "money left twice"
    told = str(Many(Counter(runs=4), run))

    assert told.startswith("seed 3: money left twice\n")
    assert "python -m tests.simulator 3" in told
    assert told.endswith("broken after 4 runs")
