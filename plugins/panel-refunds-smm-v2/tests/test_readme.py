"""The README is true: its examples run, and it speaks of every setting, word and code."""

import doctest
from pathlib import Path

import pytest

from panel_refunds_smm_v2.reading.fault import CODES_OF_TEXTS
from panel_refunds_smm_v2.reading.words import OUR_WORDS
from panel_refunds_smm_v2.settings import SETTINGS

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
    assert default.startswith("required") if setting.required else default == _as_toml(setting.default)


@pytest.mark.parametrize("word", sorted(OUR_WORDS | CODES_OF_TEXTS))
def test_every_word_and_code_is_told(word):
    assert f"`{word}`" in TEXT


def _as_toml(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    return str(value) if isinstance(value, int) else "{}"
