"""Which column is which."""

import pytest

from panel_refunds_csv_orders.faults import UnreadableError
from panel_refunds_csv_orders.layout import Layout

NUMBERED = Layout(columns={"order": 1, "status": 3}, header=False)


def test_columns_are_found_by_the_header_or_by_number():
    places = Layout().find_places(["Remains", " ORDER ", "x", "status"])
    assert (dict(places.at), places.width) == ({"order": 1, "status": 3, "remains": 0}, 4)
    places = NUMBERED.find_places(["71", "x", "Partial"])
    assert (dict(places.at), places.width) == ({"order": 0, "status": 2}, 3)


@pytest.mark.parametrize(
    ("layout", "first"),
    [
        (Layout(), ["order", "status"]),
        (Layout(), ["order", "status", "remains", "Status"]),
        (NUMBERED, ["71", "Partial"]),
    ],
)
def test_a_column_that_is_missing_or_there_twice_makes_the_file_unreadable(layout, first):
    with pytest.raises(UnreadableError):
        layout.find_places(first)


def test_the_mark_before_utf_8_is_taken_off():
    assert (Layout().codec, Layout(encoding="cp1252").codec) == ("utf-8-sig", "cp1252")
