"""What a mapping knows of itself."""

from panel_refunds_panel_db.mapping.load import parse_mapping
from panel_refunds_panel_db.mapping.shape import Column

PLAIN = 'table = "orders"\nid = "id"\nstatus = "status"\n'


def test_it_says_whether_it_tells_what_remains():
    assert not parse_mapping(PLAIN, "m").tells_remains
    assert parse_mapping(f'{PLAIN}[remains]\ncolumn = "r"\n', "m").tells_remains
    assert parse_mapping(f'{PLAIN}[remains]\nquantity = "q"\ndelivered = "d"\n', "m").tells_remains


def test_it_names_every_column_of_both_tables():
    mapping = parse_mapping(
        f'{PLAIN}[join]\ntable = "states"\non = {{ state_id = "id" }}\n[[where]]\ncolumn = "states.gone"\nis_null = true\n',
        "m",
    )

    assert mapping.columns == (
        Column("orders", "id"),
        Column("orders", "status"),
        Column("orders", "state_id"),
        Column("states", "id"),
        Column("states", "gone"),
    )
