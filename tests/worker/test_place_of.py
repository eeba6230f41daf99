"""A place in the code is told, and none of the values."""

from __future__ import annotations

from panel_refunds.worker.place_of import place_of


def trip(secret: str) -> None:
    raise ValueError(secret)


def test_the_innermost_place_is_told_and_the_text_is_not() -> None:
    try:
        trip("jane@example.org")
    except ValueError as error:
        place = place_of(error)

    assert place.startswith("test_place_of.py:")
    assert "jane" not in place


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert place_of(ValueError("x")) == ""
