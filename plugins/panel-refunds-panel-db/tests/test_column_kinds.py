"""What a column holds, as each server says it."""

import pytest

from panel_refunds_panel_db.column_kinds import kinds_of
from panel_refunds_panel_db.connection import make_engine


def test_each_server_says_what_its_columns_hold(panel):
    types = {
        "a": ("INTEGER", "whole"),
        "b": ("SMALLINT", "whole"),
        "c": ("BIGINT", "whole"),
        "d": ("DECIMAL(20,4)", "whole"),
        "e": ("DOUBLE PRECISION", "fraction"),
        "f": ("VARCHAR(20)", "text"),
        "g": ("TEXT", "text"),
        "h": ("CHAR(3)", "text"),
        "i": ("BOOLEAN", "truth" if panel.kind == "postgresql" else "whole"),
        "j": ("DATE", "other"),
    }
    panel.run(f"CREATE TABLE orders ({', '.join(f'{name} {type_}' for name, (type_, _) in types.items())})")
    panel.let_read("orders")
    engine = make_engine(panel.provider()._settings.address, 5)
    with engine.connect() as connection:
        empty = connection.exec_driver_sql("SELECT * FROM orders")
        kinds = kinds_of(connection.dialect.name, empty.cursor.description)
    engine.dispose()

    assert kinds == tuple(kind for _, kind in types.values())


@pytest.mark.parametrize("dialect", ["postgresql", "mysql"])
def test_a_type_that_nobody_knows_is_something_else(dialect):
    assert kinds_of(dialect, [("x", 99999)]) == ("other",)
