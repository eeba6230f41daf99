"""The README is true: its examples run, its rules are built, and it speaks of every setting, word and limit."""

import doctest
import tomllib
from pathlib import Path

import pytest

from panel_refunds_cel.environments import FUNCTIONS, MACROS, OF_TIME
from panel_refunds_cel.expression import MOST_DEPOSITS
from panel_refunds_cel.limits import DEEPEST_BRACKETS, DEEPEST_LOOPS, MOST_CHARACTERS
from panel_refunds_cel.rule import build_rule
from panel_refunds_cel.settings import SETTINGS, parse_settings
from panel_refunds_cel.vocabulary import DEPOSIT, ORDER, WORDS

README = Path(__file__).parents[1] / "README.md"
TEXT = README.read_text(encoding="utf-8")
KINDS = {
    "money": "amount",
    "int": "whole number",
    "bool": "true or false",
    "string": "text",
    "weekday": "day of the week",
    "timestamp": "moment",
    "deposits": "list of deposits",
    "order": "order",
}


def test_the_examples_say_what_they_do():
    # A closing fence would count as expected output; blank lines end an example instead.
    examples = doctest.DocTestParser().get_doctest(TEXT.replace("```", ""), {}, "README", str(README), 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(examples, out=told.append)
    assert result.attempted > 9
    assert result.failed == 0, "".join(told)


def test_the_rules_it_shows_can_be_built():
    shown = tomllib.loads(TEXT.split("```toml\n")[1].split("```")[0])

    for rule in shown["rules"].values():
        given = {key: rule.get(key, setting.default) for key, setting in SETTINGS.items()}
        assert build_rule(parse_settings(given)).settings.code == rule["code"]
        assert rule.keys() - SETTINGS.keys() <= {"use", "dry_run"}


@pytest.mark.parametrize(("name", "setting"), SETTINGS.items())
def test_every_setting_is_told_with_its_default(name, setting):
    (row,) = [line for line in TEXT.splitlines() if line.startswith(f"| `{name}` |") and line.count("|") == 4]
    default = row.split("|")[2].strip()
    assert default == ("required" if setting.required else '""')


@pytest.mark.parametrize("words", [WORDS, DEPOSIT, ORDER], ids=["words", "deposit", "order"])
def test_every_word_is_told_in_order_with_its_kind_and_meaning(words):
    table = "\n".join(f"| `{word.name}` | {KINDS[word.kind]} | {word.meaning} |" for word in words)

    assert f"| word | is | means |\n|---|---|---|\n{table}\n\n" in TEXT


def test_every_function_and_limit_is_told():
    for name in (*FUNCTIONS, *MACROS, *OF_TIME):
        assert f"`{name}" in TEXT or f".{name}(" in TEXT, name
    assert f"{MOST_CHARACTERS} characters, {DEEPEST_BRACKETS} open brackets and {DEEPEST_LOOPS} loops" in TEXT
    assert f"more than {MOST_DEPOSITS} deposits" in TEXT
