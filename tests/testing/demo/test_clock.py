"""The demo's clock stands where it is put, and goes on by itself when it is let go."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from panel_refunds.testing.demo.clock import DemoClock


def test_it_stands_at_a_wall_clock_time_of_its_zone():
    clock = DemoClock(ZoneInfo("America/New_York"), "2025-09-02 10:00")

    assert clock() == clock() == datetime(2025, 9, 2, 14, 0, tzinfo=UTC)
    assert clock.shown() == "Tue 02 Sep 2025, 10:00"


def test_it_is_moved():
    clock = DemoClock(ZoneInfo("UTC"), "2025-09-02 10:00")

    clock.wait(90)
    assert clock() == datetime(2025, 9, 2, 11, 30, tzinfo=UTC)
    clock.stand("2025-09-03 09:30")
    assert clock.shown() == "Wed 03 Sep 2025, 09:30"
    assert clock.shown(datetime(2025, 1, 1, tzinfo=UTC)) == "Wed 01 Jan 2025, 00:00"


def test_when_it_runs_on_it_never_goes_back():
    clock = DemoClock(ZoneInfo("UTC"), "2025-09-02 10:00")

    clock.run_on()
    first, second = clock(), clock()

    assert datetime(2025, 9, 2, 10, 0, tzinfo=UTC) <= first <= second < first + timedelta(hours=1)
