"""The README is true: its examples run, its file is one that builds, and it speaks of every setting."""

import doctest
import tomllib
from pathlib import Path

import pytest

from panel_refunds_rest_orders.parent_settings import PARENT_SETTINGS
from panel_refunds_rest_orders.settings import SETTINGS, parse_settings
from panel_refunds_rest_orders.wishes import _WISH_REFUSED
from panel_refunds_rest_orders.words import OUR_WORDS

README = Path(__file__).parents[1] / "README.md"
TEXT = README.read_text(encoding="utf-8")
TOLD = [("rest", *item) for item in SETTINGS.items()] + [("parent_panel", *item) for item in PARENT_SETTINGS.items()]


def test_the_examples_say_what_they_do():
    # A closing fence would count as expected output; blank lines end an example instead.
    examples = doctest.DocTestParser().get_doctest(TEXT.replace("```", ""), {}, "README", str(README), 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(examples, out=told.append)
    assert result.attempted > 15
    assert result.failed == 0, "".join(told)


@pytest.mark.parametrize(("use", "name", "setting"), TOLD)
def test_every_setting_is_told_with_its_default(use, name, setting):
    (section,) = [part for part in TEXT.split("\n### ") if part.startswith(f"Settings of `{use}`")]
    (row,) = [line for line in section.splitlines() if line.startswith(f"| `{name}` |")]
    default = row.split("|")[2].strip()
    wanted = {"boolean": str(setting.default).lower(), "integer": str(setting.default), "table": "{}", "texts": "[]"}
    shown = "required" if setting.required else wanted.get(setting.kind, f'`"{setting.default}"`')
    assert default == shown + (", secret" if setting.secret else "")


def test_the_file_that_is_shown_describes_an_upstream():
    first = TEXT.split("```toml")[1].split("```")[0]
    given = tomllib.loads(first)["order_providers"]["main"]
    known = parse_settings({**given, "key": "k", "webhook_secrets": ("whsec_c2VjcmV0",)})

    assert set(known.words.values()) <= set(OUR_WORDS)
    assert (known.batch, known.hooks.scheme) == (100, "standard")


def test_the_statuses_that_refuse_a_wish_are_told():
    (line,) = [line for line in TEXT.splitlines() if line.startswith("A wish to cancel")]
    assert {int(word) for word in line.replace(",", "").split() if word.isdigit()} == set(_WISH_REFUSED)
