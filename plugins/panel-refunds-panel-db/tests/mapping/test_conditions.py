"""Conditions: a column, one comparison, values of one type."""

import pytest

from panel_refunds_panel_db.mapping.load import MappingFaultsError, parse_mapping
from panel_refunds_panel_db.mapping.shape import Column, Condition

PLAIN = 'table = "orders"\nid = "id"\nstatus = "status"\n'


def where(*lines):
    return PLAIN + "".join(f"[[where]]\n{line}\n" for line in lines)


def test_each_comparison_is_read():
    mapping = parse_mapping(
        where(
            'column = "kind"\nis = "a"',
            'column = "kind"\nis_not = ""',
            'column = "provider"\nin = [3, 4]',
            'column = "provider"\nnot_in = [5]',
            'column = "orders.gone"\nis_null = true',
            'column = "test"\nis = false',
        ),
        "m.toml",
    )

    assert mapping.where == (
        Condition(Column("orders", "kind"), "is", ("a",)),
        Condition(Column("orders", "kind"), "is_not", ("",)),
        Condition(Column("orders", "provider"), "in", (3, 4)),
        Condition(Column("orders", "provider"), "not_in", (5,)),
        Condition(Column("orders", "gone"), "is_null", (True,)),
        Condition(Column("orders", "test"), "is", (False,)),
    )


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        ('is = "a"', "m.toml:4: where.1.column: it is missing; name the column."),
        ('column = "kind"', "m.toml:4: where.1: say one of is, is_not, in, not_in, is_null."),
        ('column = "kind"\nis = "a"\nis_not = "b"', "m.toml:4: where.1: say one of is, is_not, in, not_in, is_null."),
        (
            'column = "kind"\nequals = "a"',
            "m.toml:6: where.1.equals: this is not a known key. Known are: column, in, is, is_not, is_null, not_in.",
        ),
        ('column = "kind"\nin = []', "m.toml:6: where.1.in: it has to be a list of 1 to 100 values."),
        ('column = "kind"\nin = "a"', "m.toml:6: where.1.in: it has to be a list of 1 to 100 values."),
        (
            'column = "kind"\nin = ["a", 1]',
            "m.toml:6: where.1.in: its values are of several types; a column holds one.",
        ),
        ('column = "kind"\nis = 1.5', "m.toml:6: where.1.is: 1.5 is no text, whole number, true or false."),
        (
            'column = "kind"\nis = 2025-01-01',
            "m.toml:6: where.1.is: datetime.date(2025, 1, 1) is no text, whole number, true or false.",
        ),
        ('column = "kind"\nis = 0.0', "m.toml:6: where.1.is: 0.0 is no text, whole number, true or false."),
        ('column = "kind"\nis_null = "yes"', "m.toml:6: where.1.is_null: it has to be true or false."),
        ('column = "1 = 1 OR x"\nis = 1', "m.toml:5: where.1.column: '1 = 1 OR x' cannot be the name of a column."),
    ],
)
def test_what_is_no_condition_is_told_with_its_place(condition, fault):
    with pytest.raises(MappingFaultsError) as caught:
        parse_mapping(where(condition), "m.toml")

    assert fault in caught.value.faults
