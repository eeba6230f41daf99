"""The README is true: its example runs, and it speaks of every setting."""

import doctest
from pathlib import Path

import pytest

from panel_refunds_webhook.settings import SETTINGS

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


def _as_toml(value):
    if value == ():
        return "[]"
    if isinstance(value, bool):
        return str(value).lower()
    return '""' if value == "" else str(value)
