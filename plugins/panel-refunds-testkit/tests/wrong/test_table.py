"""The README's table is the one that the wrong adapters write."""

from pathlib import Path

from panel_refunds_testkit.wrong import wrong_adapters
from panel_refunds_testkit.wrong.table import table

README = Path(__file__).parents[2] / "README.md"


def test_the_readme_has_the_table_as_it_is_written():
    assert table() in README.read_text(encoding="utf-8")


def test_each_has_a_row():
    assert len(table().splitlines()) == len(wrong_adapters()) + 2
