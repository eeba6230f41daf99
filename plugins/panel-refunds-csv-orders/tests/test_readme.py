"""The README is true: its examples run, and it speaks of every setting and word."""

import doctest
from pathlib import Path

import pytest

from panel_refunds_csv_orders.settings import SETTINGS
from panel_refunds_csv_orders.words import OURS

README = Path(__file__).parents[1] / "README.md"
TEXT = README.read_text(encoding="utf-8")


def test_the_examples_say_what_they_do():
    # A closing fence would count as expected output; blank lines end an example instead.
    examples = doctest.DocTestParser().get_doctest(TEXT.replace("```", ""), {}, "README", str(README), 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(examples, out=told.append)
    assert result.attempted > 8
    assert result.failed == 0, "".join(told)


@pytest.mark.parametrize(("name", "setting"), SETTINGS.items())
def test_every_setting_is_told_with_its_default(name, setting):
    (row,) = [line for line in TEXT.splitlines() if line.startswith(f"| `{name}` |")]
    default = row.split("|")[2].strip()
    assert default == ("required" if setting.required else _as_toml(setting.default))


@pytest.mark.parametrize("word", OURS)
def test_every_word_is_told(word):
    assert f"`{word}`" in TEXT


def _as_toml(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace('"', '\\"') + '"'
    if isinstance(value, int):
        return str(value)
    return "`{ " + ", ".join(f'{ours} = "{theirs}"' for ours, theirs in value.items()) + " }`" if value else "{}"
