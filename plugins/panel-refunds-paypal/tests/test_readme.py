"""The README is true: it speaks of every setting with its default, and of what is sent by itself."""

from pathlib import Path

import pytest

from panel_refunds_paypal.capabilities import CURRENCIES, GOES_BACK
from panel_refunds_paypal.settings import SETTINGS

TEXT = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
TOLD = {(): "[]", "": "none", None: "by `mode`"}


@pytest.mark.parametrize(("name", "setting"), SETTINGS.items())
def test_every_setting_is_told_with_its_default(name, setting):
    (row,) = [line for line in TEXT.splitlines() if line.startswith(f"| `{name}` |")]
    default = row.split("|")[2].strip()

    assert (
        default.startswith("required")
        if setting.required
        else default == TOLD.get(setting.default, str(setting.default))
    )
    assert ("secret" in default) == setting.secret


def test_every_way_that_goes_back_is_told():
    (line,) = [line for line in TEXT.splitlines() if "**Which payments go back by themselves**" in line]

    assert all(method in line for method in GOES_BACK)
    assert f"{len(CURRENCIES)} of them" in TEXT
