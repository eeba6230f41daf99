"""The README is true: it speaks of every setting with its default, and of what counts as paid."""

from pathlib import Path

import pytest

from panel_refunds_cryptomus.reading import PAID, REFUNDS
from panel_refunds_cryptomus.settings import SETTINGS

TEXT = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "setting"), SETTINGS.items())
def test_every_setting_is_told_with_its_default(name, setting):
    (row,) = [line for line in TEXT.splitlines() if line.startswith(f"| `{name}` |")]
    default = row.split("|")[2].strip()

    assert (
        default.startswith("required")
        if setting.required
        else default == ("none" if setting.default is None else str(setting.default))
    )
    assert ("secret" in default) == (setting.secret and setting.required)


@pytest.mark.parametrize("word", sorted([*PAID, *REFUNDS]))
def test_every_status_that_matters_is_told(word):
    assert f"`{word}`" in TEXT
