"""Fields lead to what stands there, and to nothing where nothing stands."""

import pytest

from panel_refunds_rest_orders.fields import ABSENT, find_value, find_values, is_field

TREE = {"data": {"id": 1, "orders": [{"id": "a"}, {"id": "b"}, {"x": 1}], "ids": ["c", "d"]}}


@pytest.mark.parametrize(
    ("field", "found"),
    [("data.id", 1), ("data.none", ABSENT), ("data.id.deeper", ABSENT), ("data.orders.id", ABSENT), ("", TREE)],
)
def test_one_value(field, found):
    assert find_value(TREE, field) is found or find_value(TREE, field) == found


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("data.orders.*.id", ["a", "b"]),
        ("data.ids", ["c", "d"]),
        ("data.ids.*", ["c", "d"]),
        ("data.id", [1]),
        ("data.id.*", []),
        ("no", []),
    ],
)
def test_many_values(field, found):
    assert find_values(TREE, field) == found


@pytest.mark.parametrize(
    ("text", "many", "right"),
    [
        ("a.b", False, True),
        ("", False, True),
        ("a.*.b", True, True),
        ("a.*", False, False),
        ("a..b", False, False),
        (".a", True, False),
        ("a b", False, False),
    ],
)
def test_fields_are_names_with_dots(text, many, right):
    assert is_field(text, many=many) is right
