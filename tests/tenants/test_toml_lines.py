"""Lines of keys: on a page with every trick of the language, and on pages nobody thought of."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.tenants.toml_lines import locate_keys

TRICKS = '''# a comment with [brackets] and = signs
top = 1
"quoted \\"key\\"" = "a # b"

[a.b]   # comment
c.d = { e = [1, 2], "f g" = '}' }
text = """
[not.a.table]
x = 1 \\"""
"""
raw = \'\'\'
y = 2\'\'\'\'
list = [
  "one", # first
  { two = 2 },
  [
    3,
  ],
]

[[many]]
n = 1
[many.inside]
deep = true
[[many]]
n = 1979-05-27T07:32:00Z
[[many.nested]]
z = 1
'''


def test_every_kind_of_key_has_its_line() -> None:
    lines = locate_keys(TRICKS)
    assert lines[("top",)] == 2
    assert lines[('quoted "key"',)] == 3
    assert lines[("a",)] == lines[("a", "b")] == 5
    assert lines[("a", "b", "c")] == lines[("a", "b", "c", "d")] == lines[("a", "b", "c", "d", "e", 1)] == 6
    assert lines[("a", "b", "c", "d", "f g")] == 6
    assert lines[("a", "b", "text")] == 7
    assert lines[("a", "b", "raw")] == 11
    assert lines[("a", "b", "list")] == 13
    assert lines[("a", "b", "list", 0)] == 14
    assert lines[("a", "b", "list", 1, "two")] == 15
    assert lines[("a", "b", "list", 2, 0)] == 17
    assert lines[("many",)] == lines[("many", 0)] == 21
    assert lines[("many", 0, "inside", "deep")] == 24
    assert lines[("many", 1)] == 25
    assert lines[("many", 1, "n")] == 26
    assert lines[("many", 1, "nested", 0, "z")] == 28


def test_keys_and_paths_are_those_of_the_parser() -> None:
    assert set(locate_keys(TRICKS)) == set(_paths(tomllib.loads(TRICKS)))


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return ([path] if path else []) + [found for key, item in inner for found in _paths(item, (*path, key))]


_keys = st.text("ab.#=[]{}\"' ü", min_size=1, max_size=5)
_scalars = st.one_of(st.integers(0, 99), st.booleans(), st.text("a#=[]{},\"'\\ ü\n", max_size=8))
_values = st.recursive(_scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3))


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    return str(value)


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


@given(st.dictionaries(_keys, _values, max_size=5))
def test_any_page_of_one_key_a_line_is_located_line_by_line(data: dict[str, Any]) -> None:
    source = "".join(f"{_text(key)} = {_toml(value)}\n" for key, value in data.items())
    lines = locate_keys(source)
    assert set(lines) == set(_paths(tomllib.loads(source)))
    for number, key in enumerate(data, start=1):
        assert {line for path, line in lines.items() if path[0] == key} == {number}
