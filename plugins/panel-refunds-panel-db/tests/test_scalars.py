"""Single values: whole where they are whole, and nothing where they would have to be guessed."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from panel_refunds_panel_db.scalars import clean, find_id, find_whole, find_word


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (0, 0),
        (-2, -2),
        ("61", 61),
        (" 61 ", 61),
        ("61.00", 61),
        ("61.5", None),
        ("1,000", None),
        ("1e3", None),
        ("٣", None),
        ("", None),
        (None, None),
        (True, None),
        (61.0, 61),
        (61.5, None),
        (float("nan"), None),
        (float("inf"), None),
        (2.0**60, None),
        (Decimal("61.00"), 61),
        (Decimal("61.01"), None),
        (Decimal("NaN"), None),
        (10**18, None),
        (Decimal(10) ** 30, None),
        (b"61", None),
        (datetime(2026, 1, 1, tzinfo=UTC), None),
    ],
)
def test_a_whole_number_is_one_in_any_type(value, read):
    assert find_whole(value) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (17, "17"),
        (Decimal(17), "17"),
        ("017", "017"),
        (" 17", " 17"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (17.0, None),
        (None, None),
        (True, None),
        (b"17", None),
    ],
)
def test_an_id_keeps_every_character(value, read):
    assert find_id(value) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("In progress", "In progress"),
        (" Partial ", "Partial"),
        ("", None),
        (None, None),
        (0, "0"),
        (3.0, "3"),
        (Decimal("3.50"), "3.50"),
        (True, "true"),
        (b"Partial", None),
    ],
)
def test_a_status_is_a_text_or_a_number(value, read):
    assert find_word(value) == read


def test_a_strangers_text_is_made_safe_to_show():
    assert clean("a\x00b\n c\ud800") == "a b c"
    assert len(clean("x" * 1000)) == 200
