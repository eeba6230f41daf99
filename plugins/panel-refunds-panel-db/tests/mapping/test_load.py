"""Mapping files: every key means something, and everything wrong is told with its place."""

import pytest

from panel_refunds_panel_db.mapping.load import MappingFaultsError, load_mapping, parse_mapping
from panel_refunds_panel_db.mapping.shape import Column, Join, Table

PLAIN = 'table = "orders"\nid = "id"\nstatus = "status"\n'


def faults_of(text):
    with pytest.raises(MappingFaultsError) as caught:
        parse_mapping(text, "m.toml")
    return caught.value.faults


def test_the_least_is_a_table_and_two_columns():
    mapping = parse_mapping(PLAIN, "m.toml")

    assert mapping.table == Table("orders")
    assert mapping.parts == {"id": Column("orders", "id"), "status": Column("orders", "status")}
    assert (mapping.words, mapping.join, mapping.where) == ({}, None, ())


def test_a_whole_mapping_is_read():
    mapping = parse_mapping(
        'table = "orders"\nschema = "shop"\nid = "order_id"\nstatus = "states.name"\n'
        '[remains]\nquantity = "q"\nstart = "s"\ncurrent = "c"\n'
        '[words]\n"In moderation" = "pending"\n3 = "partial"\n'
        '[join]\ntable = "states"\non = { state_id = "id", shop = "shop" }\n',
        "m.toml",
    )

    assert mapping.table == Table("orders", "shop")
    assert mapping.parts["status"] == Column("states", "name")
    assert list(mapping.parts) == ["id", "status", "quantity", "start", "current"]
    assert mapping.words == {"inmoderation": "pending", "3": "partial"}
    assert mapping.join == Join(
        Table("states"),
        (
            (Column("orders", "state_id"), Column("states", "id")),
            (Column("orders", "shop"), Column("states", "shop")),
        ),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "m.toml: table: it is missing; name the table."),
        ('table = "orders"\nstatus = "s"\n', "m.toml: id: it is missing; name the column."),
        (f'{PLAIN}statuses = "x"\n', 'm.toml:4: statuses: this is not a known key. Did you mean "status"?'),
        (
            PLAIN.replace('"orders"', '"orders; DROP TABLE x"'),
            "m.toml:1: table: 'orders; DROP TABLE x' cannot be the name of a table.",
        ),
        (PLAIN.replace('"id"', '"id`"'), "m.toml:2: id: 'id`' cannot be the name of a column."),
        (PLAIN.replace('"id"', "7"), "m.toml:2: id: 7 cannot be the name of a column."),
        (
            PLAIN.replace('"status"', '"orderz.status"'),
            'm.toml:3: status: "orderz" is not a table of this mapping. Did you mean "orders"?',
        ),
        (f'{PLAIN}schema = "a b"\n', "m.toml:4: schema: 'a b' cannot be the name of a schema."),
        (f"{PLAIN}remains = 3\n", "m.toml:4: remains: it has to be a table."),
        (
            f'{PLAIN}[remains]\ncolum = "r"\n',
            'm.toml:5: remains.colum: this is not a known key. Did you mean "column"?',
        ),
        (
            f'{PLAIN}[remains]\nquantity = "q"\n',
            "m.toml:4: remains: it needs `column`, or `quantity` and `delivered`, or `quantity`, `start` and `current`.",
        ),
        (
            f'{PLAIN}[words]\n"9" = "complete"\n',
            "m.toml:5: words.9: 'complete' is not a status here. Did you mean \"completed\"?",
        ),
        (
            f'{PLAIN}[words]\nCompleted = "canceled"\n',
            'm.toml:5: words.Completed: it means "completed" by itself and cannot be made to mean something else.',
        ),
        (
            f'{PLAIN}[words]\n"on hold" = "paused"\n"On_Hold" = "canceled"\n',
            'm.toml:6: words.On_Hold: the same word is "paused" on another line.',
        ),
        (
            f'{PLAIN}[join]\ntable = "orders"\non = {{ a = "b" }}\n',
            "m.toml:5: join.table: it is the same table; what it tells already has a column there.",
        ),
        (
            f'{PLAIN}[join]\ntable = "states"\n',
            'm.toml:4: join.on: say which columns belong together, like on = { status_id = "id" }.',
        ),
        (
            f'{PLAIN}[join]\ntable = "states"\non = {{ a = 3 }}\n',
            "m.toml:6: join.on.a: 3 cannot be the name of a column of the joined table.",
        ),
        (f"{PLAIN}where = 3\n", "m.toml:4: where: write each condition as a table of its own, under [[where]]."),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_key(text, fault):
    assert fault in faults_of(text)


def test_all_faults_are_told_at_once():
    assert len(faults_of('tabel = "orders"\nid = 3\n[words]\nx = "y"\n')) == 5


def test_a_file_is_read_or_named(tmp_path):
    (tmp_path / "good.toml").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "large.toml").write_text("# x\n" * 50_000, encoding="utf-8")
    (tmp_path / "odd.toml").write_bytes(b"\xff")

    assert load_mapping(tmp_path / "good.toml").table.name == "orders"
    for name, says in (
        ("no.toml", "FileNotFoundError"),
        ("large.toml", "too large"),
        ("odd.toml", "UnicodeDecodeError"),
    ):
        with pytest.raises(MappingFaultsError, match=says):
            load_mapping(tmp_path / name)
