"""The examples on the command line."""

import pytest

from panel_refunds_panel_db.examples import read_example
from panel_refunds_panel_db.examples.__main__ import main


def test_the_named_example_is_printed(capsys):
    assert main(["plain-columns"]) == 0
    assert capsys.readouterr().out == read_example("plain-columns")


@pytest.mark.parametrize("words", [[], ["nothing"], ["a", "b"]])
def test_otherwise_the_names_are_told(words, capsys):
    assert main(words) == 2
    assert "plain-columns" in capsys.readouterr().err
