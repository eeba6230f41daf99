"""Spans and windows read what they show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.calendar import Span, Unit
from panel_refunds.policy.settings import Window
from panel_refunds.tenants.page import Page
from panel_refunds.tenants.spans import SpanOf, WindowFrom, WorkingDaysRange

_spans = st.builds(Span, st.sampled_from(Unit), st.integers(1, 1200))


def _read(kind, text: str):
    import tomllib
    from pathlib import Path

    return kind.read(Page(Path("x.toml"), tomllib.loads(f"x = {text}"), {}).root.child("x"))


@given(_spans)
def test_any_span_is_read_as_it_is_shown(span) -> None:
    assert _read(SpanOf(), SpanOf().shows(span)) == span


@given(
    st.sampled_from(["credited", "last_use"]),
    st.none() | _spans,
    st.sampled_from(["moment", "end_of_day"]),
)
def test_any_window_is_read_as_it_is_shown(start, within, ends) -> None:
    kind, window = WindowFrom(("credited", "last_use")), Window(start, within=within, ends=ends)
    assert _read(kind, kind.shows(window)) == window


def test_a_window_with_a_waiting_time_is_read_as_it_is_shown() -> None:
    kind = WindowFrom(("last_use",))
    window = Window("last_use", after=Span(Unit.DAYS, 60), within=Span(Unit.MONTHS, 6))
    assert _read(kind, kind.shows(window)) == window


def test_a_window_may_end_with_the_very_day_it_starts() -> None:
    window = _read(WindowFrom(("credited",)), '{ from = "credited", within = { days = 0 }, ends = "end_of_day" }')
    assert window.within == Span(Unit.DAYS, 0)


@pytest.mark.parametrize("days", [(0, 0), (3, 15)])
def test_a_range_of_working_days_is_read_as_it_is_shown(days) -> None:
    assert _read(WorkingDaysRange(), WorkingDaysRange().shows(days)) == days


def test_all_faults_of_a_window_are_told_at_once(written, faults_of) -> None:
    faults = faults_of(WindowFrom(("credited",)).read, written('x = { from = "returned", within = 3, until = 4 }'))
    assert [fault.key for fault in faults] == ["x.from", "x.within", "x.until"]
