"""The README is true: its example runs, and it speaks of every setting and every event."""

import doctest
from pathlib import Path

import pytest

from panel_refunds_stripe.client import API_VERSION
from panel_refunds_stripe.events import KINDS
from panel_refunds_stripe.settings import SETTINGS

README = Path(__file__).parents[1] / "README.md"
TEXT = README.read_text(encoding="utf-8")


def test_the_example_says_what_it_does():
    # A closing fence would count as expected output; blank lines end an example instead.
    examples = doctest.DocTestParser().get_doctest(TEXT.replace("```", ""), {}, "README", str(README), 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(examples, out=told.append)
    assert result.attempted > 4
    assert result.failed == 0, "".join(told)


@pytest.mark.parametrize(("name", "setting"), SETTINGS.items())
def test_every_setting_is_told_with_its_default(name, setting):
    (row,) = [line for line in TEXT.splitlines() if line.startswith(f"| `{name}` |")]
    default = row.split("|")[2].strip()
    assert default.startswith("required") if setting.required else default == _as_toml(setting.default)


def test_every_event_is_told_and_none_besides():
    (section,) = [part for part in TEXT.split("\n## ") if part.startswith("The webhook endpoint")]
    told = {word for word in section.replace("\n", " ").split("`")[1::2] if "." in word}
    assert told == set(KINDS)


def test_the_version_is_told():
    assert API_VERSION.split(".")[0] in TEXT


def _as_toml(value):
    if value == ():
        return "[]"
    return '""' if value == "" else str(value)
