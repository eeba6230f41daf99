"""A stage to play single acts on, and what the audience sees of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from panel_refunds.testing.demo.figures import Figures
from panel_refunds.testing.demo.screen import Screen
from panel_refunds.testing.demo.stage import Stage, set_stage


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
