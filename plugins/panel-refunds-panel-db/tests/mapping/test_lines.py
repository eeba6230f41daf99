"""Lines of keys in a mapping file."""

from panel_refunds_panel_db.mapping.lines import line_of, locate_keys

TEXT = """# a comment
table = "orders"

[remains]
column = "remains"   # remains = 7
[words]
"In moderation" = "pending"
'3' = "partial"
[[where]]
column = "kind"
is = "a"

[[where]]   # the second
column = "gone"
join.on = 3
"""


def test_every_key_that_begins_a_line_has_one():
    lines = locate_keys(TEXT)

    assert lines[("table",)] == 2
    assert lines[("remains",)] == 4
    assert lines[("remains", "column")] == 5
    assert lines[("words", "In moderation")] == 7
    assert lines[("words", "3")] == 8
    assert lines[("where", 0, "is")] == 11
    assert lines[("where", 1)] == 13
    assert lines[("where", 1, "column")] == 14


def test_what_has_none_is_where_the_nearest_thing_around_it_is():
    lines = locate_keys(TEXT)

    assert line_of(lines, ("where", 1, "nothing", "at", "all")) == 13
    assert line_of(lines, ("join", "on")) is None
    assert line_of(lines, ()) is None
