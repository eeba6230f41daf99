"""Tables accept what they know, ask for what they need, and say it all at once."""

from __future__ import annotations

from panel_refunds.tenants.kinds import OneOf, Whole
from panel_refunds.tenants.table import Key, Table
from panel_refunds.tenants.word_table import WordTable

INNER = Table({"size": Key(Whole(1, 9), field="size_ppm")})
TABLE = Table(
    {
        "must": Key(Whole(0, 9), "how many.", required=True),
        "may": Key(Whole(0, 9), default=3),
        "inner": Key(INNER),
        "flat": Key(INNER, field=""),
        "words": Key(WordTable({"known": "a"}, OneOf(("a", "b")), OneOf(("b",)), "nothing")),
    }
)


def test_changes_are_only_what_the_file_says_as_paths_of_fields(written) -> None:
    text = "[t]\nmust = 1\ninner = { size = 2 }\nflat.size = 3\nwords = { known = 'a', other = 'b' }"
    assert TABLE.changes(written(text)) == [
        (("must",), 1),
        (("inner", "size_ppm"), 2),
        (("size_ppm",), 3),
        (("words", "known"), "a"),
        (("words", "other"), "b"),
    ]


def test_values_are_every_key_with_its_default(written) -> None:
    flat = Table({name: TABLE.keys[name] for name in ("must", "may")})
    assert flat.values(written("t = { must = 1 }")) == {"must": 1, "may": 3}
    assert flat.defaults() == {"must": None, "may": 3}


def test_all_keys_are_found_with_their_paths() -> None:
    paths = [(names, fields) for names, fields, _ in TABLE.all_keys()]
    assert (("inner", "size"), ("inner", "size_ppm")) in paths
    assert (("flat", "size"), ("size_ppm",)) in paths


def test_unknown_missing_and_bad_keys_are_told_together(written, faults_of) -> None:
    faults = faults_of(TABLE.changes, written("[t]\nmay = 10\nmye = 1\ninner.size = 0\ninner.site = 1\nwords.x = 'a'"))
    assert [(fault.key, fault.nearest) for fault in faults] == [
        ("t.may", None),
        ("t.mye", "may"),
        ("t.inner.size", None),
        ("t.inner.site", "size"),
        ("t.words.x", None),
        ("t", None),
    ]
    assert "how many." in faults[-1].advice
