"""The README's tables of a peer are those that the code writes, and every word has a meaning."""

from pathlib import Path
from typing import get_args

import pytest

from panel_refunds_testkit.peer import BookedPeer, GatewayPeer
from panel_refunds_testkit.peer.gateway_peer import MEANINGS, Word
from panel_refunds_testkit.peer.table import attributes, methods, words
from panel_refunds_testkit.tinypay.peer import TinyPeer

README = Path(__file__).parents[2] / "README.md"


@pytest.mark.parametrize("table", [attributes, methods, words])
def test_the_readme_has_the_tables_as_they_are_written(table):
    assert table() in README.read_text(encoding="utf-8")


def test_every_word_has_its_meaning():
    assert tuple(MEANINGS) == get_args(Word)


def test_everything_that_a_peer_can_be_asked_is_in_the_tables_with_a_sentence():
    told = attributes() + methods()
    asked = {name for kind in (GatewayPeer, BookedPeer) for name in dir(kind) if not name.startswith("_")}

    assert {name for name in asked if f"| `{name}` |" not in told} == set()
    assert [row for row in (attributes() + methods()).splitlines() if row.endswith("|  |")] == []


def test_what_has_to_be_written_is_what_is_abstract():
    rows = [row.split(" | ") for row in methods().splitlines()[2:]]
    written = {row[0].strip("| `") for row in rows if row[1] == "you write it"}

    assert written == BookedPeer.__abstractmethods__


def test_what_the_readme_says_a_booked_peer_has_besides_is_there():
    text = README.read_text(encoding="utf-8")

    for name in ("books", "keys", "webhook_secrets", "second_webhook_secrets", "server"):
        assert f"`{name}`" in text
        assert hasattr(TinyPeer(), name)
