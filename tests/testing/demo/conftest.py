"""A stage to play single acts on, and what the audience sees of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from panel_refunds.testing.demo.card_side import KEY_VARIABLE
from panel_refunds.testing.demo.figures import Figures
from panel_refunds.testing.demo.screen import Screen
from panel_refunds.testing.demo.stage import Stage, set_stage


@pytest.fixture(autouse=True)
def _no_account_at_stripe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have a key for the demo; the tests play with the fake."""
    monkeypatch.delenv(KEY_VARIABLE, raising=False)


@pytest.fixture
def stage() -> Iterator[Stage]:
    with set_stage() as built:
        yield built


@pytest.fixture
def screen() -> Screen:
    return Screen(plain=True)


@pytest.fixture
def figures() -> Figures:
    return Figures()
