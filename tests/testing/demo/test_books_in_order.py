"""The fifth act: the audit, and that it would notice."""

import sqlite3

from panel_refunds.testing.demo.books_in_order import books_in_order
from panel_refunds.testing.demo.money_in import pay_in


def test_books_in_order_are_said_to_be(stage, screen, figures, capsys):
    pay_in(stage, screen, figures)

    books_in_order(stage, screen, figures)

    assert figures.wrong == []
    assert "✓ in order: " in capsys.readouterr().out


def test_a_damage_is_a_wrong_figure(stage, screen, figures):
    pay_in(stage, screen, figures)
    database = sqlite3.connect(stage.folder / "panel-refunds.sqlite3")
    with database:
        database.execute("UPDATE wallet SET cash = cash + 1")
    database.close()

    books_in_order(stage, screen, figures)

    assert any(wrong.startswith("faults in the books") for wrong in figures.wrong)
